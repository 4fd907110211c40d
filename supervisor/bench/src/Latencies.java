import java.util.Arrays;

/** Times of calls, in nanoseconds, and how the calls ended. */
final class Latencies {
  private long[] nanos = new long[1024];
  private int count;
  private int refused;

  synchronized void add(long time) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = time;
  }

  synchronized void addRefused() {
    refused++;
  }

  synchronized int count() {
    return count;
  }

  /** Calls that were refused because the queue was full. */
  synchronized int refused() {
    return refused;
  }

  /** Returns the time in milliseconds below which that share of the calls stayed. */
  synchronized double millis(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.min(count - 1, (int) (share * count))] / 1e6;
  }
}
