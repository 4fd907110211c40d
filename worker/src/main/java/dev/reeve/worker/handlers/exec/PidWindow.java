package dev.reeve.worker.handlers.exec;

import dev.reeve.os.ProcFile;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The pids that were given out since a command was started. Linux gives them out upwards and begins
 * again at the bottom, so that most processes of a machine are ruled out by their number alone, and
 * a look for leftovers costs next to nothing after a short command.
 *
 * <p>After a long command the numbers may have gone round more than once, and rule out nothing.
 */
final class PidWindow {
  /** No machine forks 32 768 times (the smallest usual pid_max) in less. */
  private static final Duration SURELY_NOT_ROUND = Duration.ofMillis(200);

  /** To look at more pids one by one costs more than to list those that there are. */
  private static final int FEW = 50;

  private static final long UNKNOWN = -1;

  private final long first;
  private final long last;

  private PidWindow(long first, long last) {
    this.first = first;
    this.last = last;
  }

  /** The pids given out after this one until now. */
  static PidWindow since(long pid, Duration elapsed) {
    boolean known = elapsed.compareTo(SURELY_NOT_ROUND) < 0;
    return known ? between(pid, lastPid()) : between(pid, UNKNOWN);
  }

  /** The pids after the first up to the last, across the end of the numbers if need be. */
  static PidWindow between(long first, long last) {
    return new PidWindow(first, last);
  }

  boolean holds(long pid) {
    if (last == UNKNOWN) {
      return true;
    }
    return first <= last ? pid > first && pid <= last : pid > first || pid <= last;
  }

  /** All pids of the window where they are few; null where they are many or not known. */
  @Nullable List<Long> few() {
    boolean few = last != UNKNOWN && first <= last && last - first <= FEW;
    return few ? LongStream.rangeClosed(first + 1, last).boxed().toList() : null;
  }

  /** The last field of /proc/loadavg is the pid given out last; see proc(5). */
  private static long lastPid() {
    String line = ProcFile.read("/proc/loadavg");
    if (line == null) {
      return UNKNOWN;
    }
    String text = line.strip();
    try {
      return Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }
}
