package dev.reeve.supervisor;

import java.time.Duration;

/** Conversion of the limits that callers set for a wait. */
final class WaitNanos {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private WaitNanos() {}

  /** Returns nanoseconds; for a longer time than they can tell, the most, which is 292 years. */
  static long of(Duration limit) {
    if (limit.isNegative()) {
      return 0;
    }
    return limit.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : limit.toNanos();
  }
}
