package dev.reeve.shared;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;

/**
 * A place where a number of threads of any workers meet, again and again. When one of them is
 * interrupted, runs out of time or dies with its worker, the others would wait in vain: the barrier
 * is broken for all until it is reset.
 */
public interface SharedBarrier extends SharedObject {

  /**
   * Waits until all have come.
   *
   * @return how many were still to come: parties − 1 for the first, 0 for the last
   */
  int await() throws InterruptedException, BrokenBarrierException;

  /** As {@link #await()}, no longer than {@code limit}. */
  int await(Duration limit) throws InterruptedException, BrokenBarrierException, TimeoutException;

  /** Mends it; for those who wait just now it is broken all the same. */
  void reset();

  /** Whether it is broken. */
  boolean isBroken();

  /** Threads that wait. */
  int waiting();
}
