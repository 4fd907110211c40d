package dev.reeve.supervisor.engine.worker;

import java.util.HashMap;
import java.util.Map;

/**
 * The number of tasks that may wait in a worker's pipe behind the running one: as many as fill a
 * short time, so that the worker never waits for the next, and none once tasks are long, so that
 * none waits for a busy worker while another is idle. Large results lower it too. The time and the
 * result of a task are moving averages for each handler.
 */
public final class PrefetchWindow {

  /** Run time of the tasks that may wait in a pipe: as long as a few wake-ups of the loop take. */
  static final long AHEAD_NANOS = 2_000_000;

  /**
   * Most tasks that may wait for one worker: enough to make the cost of one write negligible for
   * each of them.
   */
  public static final int MOST = 2_048;

  /**
   * Handlers whose times are remembered; a job has few, so beyond that something is odd and they
   * share one.
   */
  private static final int MOST_HANDLERS = 1_000;

  private static final double WEIGHT_OF_NEW = 0.2;

  /** Most bytes of the results of tasks in a pipe, which run even when tasks are held back. */
  static final long AHEAD_BYTES = 1 << 20;

  private static final class Average {
    double nanos = -1;
    double resultBytes;
  }

  private final Map<String, Average> averages = new HashMap<>();

  /** Notes how long a worker was occupied with a task, and the length of its result. */
  public void observe(String handler, long nanos, long resultBytes) {
    Average average = averageOf(handler);
    average.nanos =
        average.nanos < 0 ? nanos : average.nanos + WEIGHT_OF_NEW * (nanos - average.nanos);
    average.resultBytes += WEIGHT_OF_NEW * (resultBytes - average.resultBytes);
  }

  /** Tasks that may wait behind one of this handler; 0 as long as nothing is known of it. */
  public int behind(String handler) {
    Average average = averageOf(handler);
    if (average.nanos < 0 || average.nanos > AHEAD_NANOS) {
      return 0;
    }
    double byBytes = AHEAD_BYTES / Math.max(1, average.resultBytes);
    return (int) Math.min(Math.min(MOST, byBytes), AHEAD_NANOS / Math.max(1, average.nanos));
  }

  private Average averageOf(String handler) {
    Average known = averages.get(handler);
    if (known != null) {
      return known;
    }
    String key = averages.size() < MOST_HANDLERS ? handler : "";
    return averages.computeIfAbsent(key, name -> new Average());
  }
}
