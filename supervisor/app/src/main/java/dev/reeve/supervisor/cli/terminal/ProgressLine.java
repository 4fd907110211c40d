package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.run.RunProgress;
import dev.reeve.text.Durations;
import dev.reeve.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The progress of a run where it cannot be redrawn, so that each line stays: numbers first, then
 * worker by worker as far as there is room. Total and time left are shown only if the number of
 * tasks is known.
 */
final class ProgressLine {
  private static final int LONGEST_ETA_DAYS = 99;

  private ProgressLine() {}

  /** Returns the line, cut to that many columns. */
  static String of(RunProgress progress, double tasksPerSecond, int columns) {
    PoolSnapshot pool = progress.pool();
    String line = String.join("  ", numbers(pool, progress.tasks(), tasksPerSecond));
    StringBuilder text = new StringBuilder(line);
    appendWorkers(text, pool, TerminalText.width(line), columns);
    return TerminalText.cut(text.toString(), columns);
  }

  /**
   * Appends what workers do, one after the other as far as there is room.
   *
   * @param used columns that the line takes
   */
  static void appendWorkers(StringBuilder line, PoolSnapshot pool, int used, int columns) {
    int width = used;
    String divider = "  | ";
    for (String worker : workers(pool)) {
      width += TerminalText.width(divider + worker);
      if (width > columns) {
        break;
      }
      line.append(divider).append(worker);
      divider = "  ";
    }
  }

  private static List<String> numbers(PoolSnapshot pool, long total, double tasksPerSecond) {
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
    return parts;
  }

  /** Returns {@code 44.5/s}. */
  static String rate(double tasksPerSecond) {
    String form = tasksPerSecond < 100 ? "%.1f/s" : "%.0f/s";
    return String.format(Locale.ROOT, form, tasksPerSecond);
  }

  /** Formats seconds: {@code 0:07}, {@code 12:34}, {@code 3:00:00}, {@code 2d}. */
  static String eta(double seconds) {
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

  private static List<String> workers(PoolSnapshot pool) {
    return pool.workers().stream().map(ProgressLine::worker).toList();
  }

  private static String worker(WorkerActivity worker) {
    if (worker.taskId() == null) {
      return worker.slot() + ":" + worker.state();
    }
    String text = worker.slot() + ":" + TerminalText.cut(Printable.escaped(worker.taskId()), 24);
    text += " " + Durations.rounded(worker.taskNanos());
    return worker.progress() == null
        ? text
        : text + " " + TerminalText.cut(Printable.onOneLine(worker.progress()), 24);
  }
}
