package dev.reeve.supervisor.model;

import java.time.Duration;

/**
 * Exponential back-off: the n-th wait is {@code initial × factor^(n−1)}, at most {@code max}.
 *
 * @param initial not negative
 * @param factor at least 1
 * @param max at least {@code initial}
 */
public record Backoff(Duration initial, double factor, Duration max) {

  /** 0.2 s, doubled up to 30 s. */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(200), 2, Duration.ofSeconds(30));

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public Backoff {
    if (initial.isNegative()) {
      throw new IllegalArgumentException("initial must not be negative: " + initial);
    }
    if (!(factor >= 1) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("factor must be finite and at least 1, not " + factor);
    }
    if (max.compareTo(initial) < 0) {
      throw new IllegalArgumentException(
          "max must be at least initial (%s), not %s".formatted(initial, max));
    }
  }

  /**
   * Returns the wait before the next attempt.
   *
   * @param failures attempts that have failed so far, from 1
   */
  public Duration delayAfter(int failures) {
    double nanos = nanos(initial) * Math.pow(factor, failures - 1.0);
    return nanos >= nanos(max) ? max : Duration.ofNanos((long) nanos);
  }

  /** Converts as a double, because {@link Duration#toNanos} overflows for the longest durations. */
  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }
}
