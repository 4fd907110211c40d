package dev.reeve.supervisor.serve.page;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The durations of each bin of a {@link Timeline}. Not thread-safe. */
final class BinDurations {
  private final @Nullable DurationHistogram[] bins;

  BinDurations(int count) {
    bins = new DurationHistogram[count];
  }

  void add(int bin, long nanos) {
    DurationHistogram histogram = bins[bin];
    if (histogram == null) {
      histogram = new DurationHistogram();
      bins[bin] = histogram;
    }
    histogram.add(nanos);
  }

  /** Returns a quantile in milliseconds; −1 if the bin has no duration. */
  double quantileMillis(int bin, double share) {
    DurationHistogram histogram = bins[bin];
    return histogram == null ? -1 : histogram.quantileMillis(share);
  }

  void halve() {
    for (int i = 0; i < bins.length / 2; i++) {
      bins[i] = joined(bins[2 * i], bins[2 * i + 1]);
    }
    Arrays.fill(bins, bins.length / 2, bins.length, null);
  }

  private static @Nullable DurationHistogram joined(
      @Nullable DurationHistogram one, @Nullable DurationHistogram other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    one.addAll(other);
    return one;
  }

  void shift(int count) {
    System.arraycopy(bins, count, bins, 0, bins.length - count);
    Arrays.fill(bins, bins.length - count, bins.length, null);
  }
}
