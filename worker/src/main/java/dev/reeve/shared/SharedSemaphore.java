package dev.reeve.shared;

import java.time.Duration;

/**
 * Permits that threads of any workers take and give back. Those who wait are served in order, also
 * when one of them wants more permits than there are. A worker's death gives back what it had taken
 * and not given back.
 */
public interface SharedSemaphore extends SharedObject {

  /**
   * Waits for a permit and takes it.
   *
   * @return whether permits had to be given back for a worker that died, since the last call that
   *     was told so
   */
  default boolean acquire() throws InterruptedException {
    return acquire(1);
  }

  /** As {@link #acquire()}, so many at once, from 1. */
  boolean acquire(long permits) throws InterruptedException;

  /** Takes a permit if there is one; returns whether it did. */
  boolean tryAcquire();

  /** Takes so many permits; returns false when they were not free in time. */
  boolean tryAcquire(long permits, Duration limit) throws InterruptedException;

  /** Gives a permit back. */
  default void release() {
    release(1);
  }

  /**
   * Gives so many permits back, from 1.
   *
   * @throws IllegalArgumentException if a bounded semaphore would have more than it began with
   */
  void release(long permits);

  /** Permits that are free. */
  long available();
}
