package dev.reeve.supervisor;

import java.util.function.LongSupplier;

/**
 * The number of requests that a map reads ahead of its results: a few for each worker if tasks are
 * long, and more if they are short, so that they are sent in batches. Not thread-safe.
 */
final class ReadAhead {
  /** Least requests per worker; with fewer a worker might wait for its next task. */
  private static final int LEAST_PER_WORKER = 3;

  /** Most requests per worker. */
  private static final int MOST_PER_WORKER = 512;

  /**
   * The limit doubles if it is used up in less time, and halves if that takes four times as long.
   */
  private static final long QUICK_NANOS = 20_000_000;

  private final int least;
  private final int most;
  private final LongSupplier nanoTime;
  private int limit;
  private int taken;
  private long since;

  private ReadAhead(int least, int most, LongSupplier nanoTime) {
    this.least = least;
    this.most = most;
    this.nanoTime = nanoTime;
    this.limit = least;
    this.since = nanoTime.getAsLong();
  }

  /** Returns a constant number. */
  static ReadAhead fixed(int requests) {
    return new ReadAhead(requests, requests, System::nanoTime);
  }

  /** Returns a number that adapts to the speed of the workers. */
  static ReadAhead adapting(int workers, LongSupplier nanoTime) {
    return new ReadAhead(LEAST_PER_WORKER * workers, MOST_PER_WORKER * workers, nanoTime);
  }

  int limit() {
    return limit;
  }

  /** Records that a result was taken, and adapts the limit. */
  void resultTaken() {
    if (++taken < limit || least == most) {
      return;
    }
    long now = nanoTime.getAsLong();
    long took = now - since;
    if (took < QUICK_NANOS) {
      limit = Math.min(most, 2 * limit);
    } else if (took > 4 * QUICK_NANOS) {
      limit = Math.max(least, limit / 2);
    }
    taken = 0;
    since = now;
  }
}
