package dev.reeve.supervisor.serve.page;

import java.util.Arrays;

/** One number for each bin of a {@link Timeline}: a sum, or the largest value. Not thread-safe. */
final class BinSeries {
  private final long[] values;
  private final boolean keepsLargest;

  private BinSeries(int bins, boolean keepsLargest) {
    this.values = new long[bins];
    this.keepsLargest = keepsLargest;
  }

  static BinSeries ofSums(int bins) {
    return new BinSeries(bins, false);
  }

  static BinSeries ofLargest(int bins) {
    return new BinSeries(bins, true);
  }

  void add(int bin, long value) {
    values[bin] = joined(values[bin], value);
  }

  private long joined(long one, long other) {
    return keepsLargest ? Math.max(one, other) : one + other;
  }

  long get(int bin) {
    return values[bin];
  }

  /** Makes one bin of each two. */
  void halve() {
    for (int i = 0; i < values.length / 2; i++) {
      values[i] = joined(values[2 * i], values[2 * i + 1]);
    }
    Arrays.fill(values, values.length / 2, values.length, 0);
  }

  /** Forgets the first bins. */
  void shift(int count) {
    System.arraycopy(values, count, values, 0, values.length - count);
    Arrays.fill(values, values.length - count, values.length, 0);
  }
}
