package dev.reeve.shared.client;

import java.util.function.BooleanSupplier;

/**
 * How long to look again before one asks to be told: as long as that often pays, for to be told
 * costs some 50 microseconds of several threads. Any thread.
 */
final class SpinWait {
  private static final long SHORTEST_NANOS = 1_000;
  private static final long LONGEST_NANOS = 50_000;

  /** Looks before other threads are let have the processor. */
  private static final int SPINS = 200;

  /** A lost update by another thread does no harm. */
  private volatile long nanos = LONGEST_NANOS / 2;

  /** Returns whether {@code there} has come true. */
  boolean await(BooleanSupplier there) {
    long limit = nanos;
    boolean came = spin(there) || keepLooking(there, limit);
    nanos = came ? Math.min(LONGEST_NANOS, 2 * limit) : Math.max(SHORTEST_NANOS, limit / 2);
    return came;
  }

  private static boolean spin(BooleanSupplier there) {
    for (int i = 0; i < SPINS; i++) {
      if (there.getAsBoolean()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  @SuppressWarnings("ThreadPriorityCheck") // no event tells one process of another's memory
  private static boolean keepLooking(BooleanSupplier there, long limit) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < limit) {
      Thread.yield();
      if (there.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }
}
