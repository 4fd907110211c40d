package dev.reeve.supervisor.serve.page;

import dev.reeve.supervisor.model.TaskStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers of tasks of each handler, and how long their attempts took. Not thread-safe. */
final class HandlerTotals {
  private static final int MOST = 100;

  /** Stands for all handlers beyond the bound. */
  private static final String OTHERS = "(other handlers)";

  /** The totals of one handler. */
  static final class Total {
    private final StatusCounts ended = new StatusCounts();
    private final DurationHistogram runTimes = new DurationHistogram();
    private double longestMillis;
    private double sumMillis;

    long ended(TaskStatus status) {
      return ended.get(status);
    }

    /** Returns the number of tasks that have ended. */
    long ended() {
      return ended.sum();
    }

    long attempts() {
      return runTimes.total();
    }

    double quantileMillis(double share) {
      return Math.min(runTimes.quantileMillis(share), longestMillis);
    }

    double longestMillis() {
      return longestMillis;
    }

    double sumMillis() {
      return sumMillis;
    }
  }

  private final Map<String, Total> totals = new LinkedHashMap<>();

  void taskEnded(String handler, TaskStatus status) {
    of(handler).ended.add(status);
  }

  void attemptEnded(String handler, long nanos) {
    Total total = of(handler);
    total.runTimes.add(nanos);
    total.sumMillis += nanos / 1e6;
    total.longestMillis = Math.max(total.longestMillis, nanos / 1e6);
  }

  private Total of(String handler) {
    Total known = totals.get(handler);
    if (known != null) {
      return known;
    }
    String name = totals.size() < MOST ? ShownText.beginning(handler, 200) : OTHERS;
    return totals.computeIfAbsent(name, any -> new Total());
  }

  Map<String, Total> all() {
    return totals;
  }
}
