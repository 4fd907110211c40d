package dev.reeve.shared.client;

import java.util.function.BooleanSupplier;

/**
 * A wait that checks a condition again and again for a short time. A wait at the supervisor costs
 * some 50 microseconds of several threads, so to spin pays while the condition often comes true
 * sooner; the time adapts to how often it does. Any thread.
 */
final class SpinWait {
  private static final long SHORTEST_NANOS = 1_000;
  private static final long LONGEST_NANOS = 50_000;

  /** Checks before the thread begins to yield the processor. */
  private static final int SPINS = 200;

  /** The current limit. An update that a race loses does no harm. */
  private volatile long limitNanos = LONGEST_NANOS / 2;

  /** Returns whether the condition came true in time. */
  boolean await(BooleanSupplier condition) {
    long limit = limitNanos;
    boolean came = spin(condition) || keepChecking(condition, limit);
    limitNanos = came ? Math.min(LONGEST_NANOS, 2 * limit) : Math.max(SHORTEST_NANOS, limit / 2);
    return came;
  }

  private static boolean spin(BooleanSupplier condition) {
    for (int i = 0; i < SPINS; i++) {
      if (condition.getAsBoolean()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  @SuppressWarnings("ThreadPriorityCheck") // no event tells one process of another's memory
  private static boolean keepChecking(BooleanSupplier condition, long limit) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < limit) {
      Thread.yield();
      if (condition.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }
}
