package dev.reeve.supervisor.redis;

/**
 * The number of tasks that a supervisor may hold: what can start soon. It is twice the workers;
 * while tasks are quick it is as many as end in a tenth of a second, so that the way to the server
 * costs little. Not thread-safe.
 */
final class TakeAhead {
  private static final long PERIOD_NANOS = 100_000_000;
  private static final int MOST = 4096;

  private final int least;
  private final int fixed;
  private long periodStart;
  private int endedInPeriod;
  private int endedBefore;

  /**
   * @param fixed number of tasks, whatever happens; 0 for none
   */
  TakeAhead(int workers, int fixed, long now) {
    this.least = Math.max(2, 2 * workers);
    this.fixed = fixed;
    this.periodStart = now;
  }

  /** Notes the end of a task. */
  void ended(long now) {
    advance(now);
    endedInPeriod++;
  }

  /** Returns how many tasks may be held. */
  int limit(long now) {
    if (fixed > 0) {
      return fixed;
    }
    advance(now);
    return Math.min(MOST, Math.max(least, Math.max(endedInPeriod, endedBefore) + least));
  }

  /** Returns how many tasks may be held at least. */
  int least() {
    return fixed > 0 ? fixed : least;
  }

  private void advance(long now) {
    long periods = (now - periodStart) / PERIOD_NANOS;
    if (periods > 0) {
      endedBefore = periods == 1 ? endedInPeriod : 0;
      endedInPeriod = 0;
      periodStart += periods * PERIOD_NANOS;
    }
  }
}
