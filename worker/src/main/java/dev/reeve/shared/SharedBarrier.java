package dev.reeve.shared;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;

/**
 * A point at which a fixed number of threads, in any workers, wait for each other, again and again.
 * If one of them is interrupted, runs out of time or dies with its worker, the barrier breaks for
 * all until it is reset, because the others would wait in vain.
 */
public interface SharedBarrier extends SharedObject {

  /**
   * Waits without a limit until all threads have arrived.
   *
   * @return the number of threads that were missing on arrival: parties − 1 for the first, 0 for
   *     the last
   * @throws BrokenBarrierException if the barrier is broken, or breaks while this call waits
   */
  int await() throws InterruptedException, BrokenBarrierException;

  /**
   * Waits as {@link #await()} does, no longer than {@code limit}.
   *
   * @throws TimeoutException if not all have arrived by then; the barrier is broken
   */
  int await(Duration limit) throws InterruptedException, BrokenBarrierException, TimeoutException;

  /**
   * Returns this barrier with an action: when the last thread of a round to arrive does so through
   * the returned object, it runs the action before any thread goes on. If the action throws, or its
   * worker dies, the barrier breaks; the exceptions of the other threads tell why. The action must
   * not wait at the barrier. All workers should give the same one.
   */
  SharedBarrier withAction(Runnable action);

  /** Breaks the barrier: calls that wait, and later ones, throw {@link BrokenBarrierException}. */
  void abort();

  /** Repairs the barrier. Calls that wait at this moment throw {@link BrokenBarrierException}. */
  void reset();

  /** Returns whether the barrier is broken. */
  boolean isBroken();

  /** Returns the number of threads that wait for each other. */
  int parties();

  /** Returns the number of threads that wait. */
  int waiting();
}
