package dev.reeve.worker.handlers.exec;

import dev.reeve.os.ProcFile;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The pids that the system has assigned since a command was started. Linux counts pids upwards and
 * wraps around, so that after a short command most processes are ruled out by their pid alone, and
 * looking for leftovers costs next to nothing. After a long command the count may have wrapped
 * around more than once, so that no pid is ruled out.
 */
final class RecentPids {
  /** No machine forks 32,768 times, the smallest usual pid_max, in less. */
  private static final Duration WRAP_AROUND = Duration.ofMillis(200);

  /** To look at more pids one by one takes longer than to list the processes that exist. */
  private static final int FEW = 50;

  private static final long UNKNOWN = -1;

  private final long first;
  private final long last;

  private RecentPids(long first, long last) {
    this.first = first;
    this.last = last;
  }

  /** Returns the pids assigned after this one until now. */
  static RecentPids since(long pid, Duration elapsed) {
    boolean known = elapsed.compareTo(WRAP_AROUND) < 0;
    return known ? between(pid, lastPid()) : between(pid, UNKNOWN);
  }

  /** Returns the pids after the first, up to the last; the count may have wrapped around once. */
  static RecentPids between(long first, long last) {
    return new RecentPids(first, last);
  }

  boolean contains(long pid) {
    if (last == UNKNOWN) {
      return true;
    }
    return first <= last ? pid > first && pid <= last : pid > first || pid <= last;
  }

  /** Returns all pids if they are few; null if they are many, wrapped around, or unknown. */
  @Nullable List<Long> asList() {
    boolean few = last != UNKNOWN && first <= last && last - first <= FEW;
    return few ? LongStream.rangeClosed(first + 1, last).boxed().toList() : null;
  }

  /** Returns the last field of /proc/loadavg, the pid assigned last; see proc(5). */
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
