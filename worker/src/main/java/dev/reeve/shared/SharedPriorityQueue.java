package dev.reeve.shared;

import java.time.Duration;

/**
 * A bounded queue that gives the item of the lowest rank first, and among equal ranks the oldest.
 * The methods without a rank use the function with which this process opened the queue; without a
 * function every rank is 0.
 *
 * @param <T> the items
 */
public interface SharedPriorityQueue<T> extends SharedQueue<T> {

  /** Puts an item of this rank, as {@link #put(Object)} does. */
  void put(T item, long rank) throws InterruptedException;

  /** Offers an item of this rank, as {@link #offer(Object)} does. */
  boolean offer(T item, long rank);

  /** Offers an item of this rank, as {@link #offer(Object, Duration)} does. */
  boolean offer(T item, long rank, Duration limit) throws InterruptedException;
}
