package dev.reeve.supervisor;

import java.util.function.LongSupplier;

/**
 * How far a map reads ahead of its results: a few requests for each worker while tasks are long,
 * and as many as a short time takes when they are short, so that they travel in bulk. One thread.
 */
final class ReadAhead {
  /** With less than this to go a worker might wait for its next task. */
  private static final int LEAST_PER_WORKER = 3;

  /** Twice what may wait in a worker's pipe. */
  private static final int MOST_PER_WORKER = 512;

  /** A window that is used up in less is too small; in four times as much, too big. */
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

  /** Always so many. */
  static ReadAhead fixed(int requests) {
    return new ReadAhead(requests, requests, System::nanoTime);
  }

  /** As many as suits. */
  static ReadAhead adapting(int workers, LongSupplier nanoTime) {
    return new ReadAhead(LEAST_PER_WORKER * workers, MOST_PER_WORKER * workers, nanoTime);
  }

  int limit() {
    return limit;
  }

  /** A result was taken. */
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
