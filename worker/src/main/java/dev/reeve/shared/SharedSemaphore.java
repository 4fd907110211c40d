package dev.reeve.shared;

import java.time.Duration;

/**
 * A number of permits that threads of any workers take and give back. Waiting threads are served in
 * order, even if the first one wants more permits than are free. When a worker dies, the permits
 * that it holds are given back.
 */
public interface SharedSemaphore extends SharedObject {

  /**
   * Takes a permit; waits without a limit until one is free.
   *
   * @return whether a worker died with permits since the last call that returned true
   */
  default boolean acquire() throws InterruptedException {
    return acquire(1);
  }

  /**
   * Takes permits, all at once; waits without a limit until they are free.
   *
   * @param permits from 1
   * @return whether a worker died with permits since the last call that returned true
   * @throws IllegalArgumentException if a bounded semaphore can never have so many
   */
  boolean acquire(long permits) throws InterruptedException;

  /** Takes a permit if one is free; returns whether it did. */
  boolean tryAcquire();

  /** Takes permits, all at once; returns false if they were not free within the limit. */
  boolean tryAcquire(long permits, Duration limit) throws InterruptedException;

  /** Gives a permit back. */
  default void release() {
    release(1);
  }

  /**
   * Gives permits back.
   *
   * @param permits from 1
   * @throws IllegalArgumentException if a bounded semaphore would have more than it began with
   */
  void release(long permits);

  /** Returns the number of free permits. */
  long available();
}
