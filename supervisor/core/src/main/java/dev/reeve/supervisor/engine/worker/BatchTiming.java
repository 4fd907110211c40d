package dev.reeve.supervisor.engine.worker;

/**
 * The costs of the batches of one handler, from which follows whether it pays to wait for one more
 * task. The time of a batch is taken to be a + b·n for n tasks, fitted by least squares in which
 * each new batch makes the older ones count less. A task more in a batch saves the fixed cost a. To
 * wait for it costs the expected gap between two tasks, for each task that waits.
 */
final class BatchTiming {
  private static final double WEIGHT_OF_OLD = 0.95;

  /** Least variance of the batches' sizes for which the fit means something. */
  private static final double LEAST_VARIANCE = 0.1;

  private double weights;
  private double items;
  private double nanos;
  private double itemsSquared;
  private double itemsTimesNanos;

  private boolean hasReleased;
  private long lastRelease;
  private double gapNanos = -1;

  /** Notes that a batch has ended. */
  void ended(int size, long tookNanos) {
    weights = weights * WEIGHT_OF_OLD + 1;
    items = items * WEIGHT_OF_OLD + size;
    nanos = nanos * WEIGHT_OF_OLD + tookNanos;
    itemsSquared = itemsSquared * WEIGHT_OF_OLD + (double) size * size;
    itemsTimesNanos = itemsTimesNanos * WEIGHT_OF_OLD + (double) size * tookNanos;
  }

  /** Notes that a batch was handed over. */
  void released(int size, long now) {
    if (hasReleased) {
      double gap = Math.max(0, now - lastRelease) / (double) size;
      gapNanos = gapNanos < 0 ? gap : gapNanos + (1 - WEIGHT_OF_OLD) * 4 * (gap - gapNanos);
    }
    hasReleased = true;
    lastRelease = now;
  }

  /** Returns the fixed cost of a batch in nanoseconds; 0 as long as it is not known. */
  double fixedNanos() {
    double variance = weights == 0 ? 0 : itemsSquared / weights - square(items / weights);
    if (variance < LEAST_VARIANCE) {
      return 0;
    }
    double covariance = itemsTimesNanos / weights - items / weights * (nanos / weights);
    double perItem = covariance / variance;
    return Math.max(0, nanos / weights - perItem * (items / weights));
  }

  private static double square(double value) {
    return value * value;
  }

  /** Returns whether another task is likely to save more time than the wait for it costs. */
  boolean paysToWait(int waiting) {
    return gapNanos >= 0 && fixedNanos() > gapNanos * waiting;
  }
}
