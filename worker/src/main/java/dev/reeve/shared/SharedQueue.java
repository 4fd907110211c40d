package dev.reeve.shared;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between threads of any workers. A reader takes items until the queue is closed
 * and empty:
 *
 * <pre>{@code
 * Page page;
 * while ((page = pages.takeUnlessClosed()) != null) {
 *   print(page);
 * }
 * }</pre>
 *
 * @param <T> the items
 */
public interface SharedQueue<T> extends SharedObject, SharedSource<T> {

  /**
   * Puts an item; waits without a limit until there is room.
   *
   * @throws ClosedException if the queue is closed, or is closed while this call waits
   */
  void put(T item) throws InterruptedException;

  /**
   * Puts an item unless the queue is full; returns whether it did.
   *
   * @throws ClosedException if the queue is closed
   */
  boolean offer(T item);

  /**
   * Puts an item; returns false if there was no room within the limit.
   *
   * @throws ClosedException if the queue is closed, or is closed while this call waits
   */
  boolean offer(T item, Duration limit) throws InterruptedException;

  /**
   * Takes an item; waits without a limit until there is one.
   *
   * @throws ClosedException if the queue is closed and empty
   */
  T take() throws InterruptedException;

  /**
   * Takes an item; waits until there is one, and returns null once the queue is closed and empty.
   */
  default @Nullable T takeUnlessClosed() throws InterruptedException {
    try {
      return take();
    } catch (ClosedException e) {
      return null;
    }
  }

  /**
   * Takes an item; returns null if there is none.
   *
   * @throws ClosedException if the queue is closed and empty
   */
  @Nullable T poll();

  /**
   * Takes an item; returns null if none came within the limit.
   *
   * @throws ClosedException if the queue is closed and empty
   */
  @Nullable T poll(Duration limit) throws InterruptedException;

  /**
   * Puts these items in their order; waits whenever there is no room. Many travel together, which
   * takes a fraction of the time of as many {@link #put}s. Items of other threads may come between.
   *
   * @throws ClosedException as {@link #put} does; the first items may have been put then, as they
   *     may after an {@code InterruptedException}
   * @throws IllegalArgumentException if one of them has no JSON form; none was put then
   */
  void putAll(Collection<? extends T> items) throws InterruptedException;

  /**
   * Takes all items that are there, in the order of {@link #take}; waits until there is one.
   *
   * @param most limit of the number of items, from 1; there are also no more than fit into one
   *     message
   * @throws ClosedException if the queue is closed and empty
   */
  List<T> takeAll(int most) throws InterruptedException;

  /** Takes all items that are there, as {@link #takeAll} does, but returns none without waiting. */
  List<T> pollAll(int most);

  /**
   * Takes all items that are there, as {@link #takeAll} does; returns none if none came within the
   * limit.
   */
  List<T> pollAll(int most, Duration limit) throws InterruptedException;

  /** Returns the item that would be taken next, and leaves it there; null if there is none. */
  @Nullable T peek();

  /** Returns the number of items. */
  int size();

  /** Returns the number of items that the queue can hold. */
  int capacity();

  /** Returns the number of items for which there was room. */
  default int remainingCapacity() {
    return Math.max(0, capacity() - size());
  }

  /** Returns whether there was no item. */
  default boolean isEmpty() {
    return size() == 0;
  }

  /** Returns whether there was no room. */
  default boolean isFull() {
    return size() >= capacity();
  }

  /** Removes all items. */
  void clear();

  /** Reports that the work on one taken item is finished; {@link #join} waits for that. */
  void taskDone();

  /**
   * Waits until {@link #taskDone} was called as often as items were put. Items that a worker had
   * taken when it died count as finished.
   *
   * @return whether a worker died with items that it had taken
   */
  boolean join() throws InterruptedException;

  /** Closes the queue: it takes no further items, but gives those that it holds. */
  void close();
}
