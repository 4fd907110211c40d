package dev.reeve.supervisor.progress;

import dev.reeve.supervisor.model.PoolSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The numbers of a progress line: tasks that are done, failed, running and left, rate and time
 * left. Total and time left are shown only if the number of tasks is known.
 */
public final class ProgressNumbers {
  private static final int LONGEST_ETA_DAYS = 99;

  private ProgressNumbers() {}

  /**
   * Returns the line, such as {@code 11/100 done 1 failed 2 running 87 left 44.5/s ETA 0:02}.
   *
   * @param total number of all tasks; negative if it is not known
   */
  public static String line(PoolSnapshot pool, long total, double tasksPerSecond) {
    long ended = pool.succeeded() + pool.unsuccessful();
    long done = pool.succeeded() + pool.failed();
    List<String> parts = new ArrayList<>();
    parts.add(total < 0 ? done + " done" : done + "/" + total + " done");
    if (pool.condition().paused()) {
      parts.add("paused");
    }
    parts.add(pool.failed() + " failed");
    if (ended > done) {
      parts.add(ended - done + " skipped");
    }
    parts.add(pool.running() + " running");
    if (total < 0) {
      parts.add(pool.queued() + " waiting");
    } else {
      parts.add(Math.max(0, total - ended - pool.running()) + " left");
    }
    if (pool.heldBack() != null) {
      parts.add("held back: " + pool.heldBack());
    }
    parts.add(rate(tasksPerSecond));
    if (total >= 0 && tasksPerSecond > 0 && ended < total && !pool.condition().paused()) {
      parts.add("ETA " + eta((total - ended) / tasksPerSecond));
    }
    return String.join("  ", parts);
  }

  /** Returns {@code 44.5/s}. */
  public static String rate(double tasksPerSecond) {
    String form = tasksPerSecond < 100 ? "%.1f/s" : "%.0f/s";
    return String.format(Locale.ROOT, form, tasksPerSecond);
  }

  /** Formats seconds: {@code 0:07}, {@code 12:34}, {@code 3:00:00}, {@code 2d}. */
  public static String eta(double seconds) {
    long rounded = (long) Math.ceil(seconds);
    if (rounded >= 86_400) {
      return Math.min(LONGEST_ETA_DAYS, rounded / 86_400) + "d";
    }
    if (rounded >= 3_600) {
      return String.format(
          Locale.ROOT, "%d:%02d:%02d", rounded / 3_600, rounded / 60 % 60, rounded % 60);
    }
    return String.format(Locale.ROOT, "%d:%02d", rounded / 60, rounded % 60);
  }
}
