package dev.reeve.shared;

import java.time.Duration;

/**
 * A queue whose item of the lowest rank comes out first, and of the same rank the oldest. The
 * methods without a rank ask the function that this process has opened it with, or use 0.
 *
 * @param <T> the items
 */
public interface SharedPriorityQueue<T> extends SharedQueue<T> {

  /** As {@link #put(Object)}, with a rank. */
  void put(T item, long rank) throws InterruptedException;

  /** As {@link #offer(Object)}, with a rank. */
  boolean offer(T item, long rank);

  /** As {@link #offer(Object, Duration)}, with a rank. */
  boolean offer(T item, long rank, Duration limit) throws InterruptedException;
}
