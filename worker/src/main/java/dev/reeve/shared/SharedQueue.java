package dev.reeve.shared;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between threads of any workers.
 *
 * @param <T> the items
 */
public interface SharedQueue<T> extends SharedObject {

  /**
   * Waits until there is room, and puts an item in.
   *
   * @throws ClosedException if the queue is closed, also while waiting
   */
  void put(T item) throws InterruptedException;

  /** Puts an item in unless the queue is full; returns whether it did. */
  boolean offer(T item);

  /** As {@link #put}, but returns false when there was no room in time. */
  boolean offer(T item, Duration limit) throws InterruptedException;

  /**
   * Waits until there is an item, and takes it out.
   *
   * @throws ClosedException if the queue is closed and empty
   */
  T take() throws InterruptedException;

  /**
   * As {@link #take}, but returns null when the queue is closed and empty: for a loop over all that
   * still comes.
   */
  default @Nullable T takeUnlessClosed() throws InterruptedException {
    try {
      return take();
    } catch (ClosedException e) {
      return null;
    }
  }

  /**
   * Takes an item out; null if there is none.
   *
   * @throws ClosedException if the queue is closed and empty
   */
  @Nullable T poll();

  /** As {@link #take}, but returns null when there was no item in time. */
  @Nullable T poll(Duration limit) throws InterruptedException;

  /**
   * Puts these items in, in their order, and waits whenever there is no room. Many travel together,
   * so it takes a fraction of the time of as many {@link #put}s. Items of others may come between.
   *
   * @throws ClosedException as for {@link #put}; those before may have been put in then, as they
   *     may after an {@code InterruptedException}
   * @throws IllegalArgumentException if one of them has no JSON; none was put in then
   */
  void putAll(Collection<? extends T> items) throws InterruptedException;

  /**
   * Waits until there is an item, and takes out that and what else is there, in the order in which
   * {@link #take} would have given it.
   *
   * @param most how many items it takes out, from 1 on; fewer also if one message can't hold them
   * @throws ClosedException if the queue is closed and empty
   */
  List<T> takeAll(int most) throws InterruptedException;

  /** As {@link #takeAll}, but does not wait: empty if there is none. */
  List<T> pollAll(int most);

  /** Items that are in it. */
  int size();

  /** Items that it has room for. */
  int capacity();

  /** Whether there was nothing in it. */
  default boolean isEmpty() {
    return size() == 0;
  }

  /** Whether there was no room in it. */
  default boolean isFull() {
    return size() >= capacity();
  }

  /** Drops all items. */
  void clear();

  /** Says that one item that was taken out has been dealt with; for {@link #join}. */
  void taskDone();

  /**
   * Waits until {@link #taskDone} was called as often as items were put in. What a worker had taken
   * when it died counts as done.
   *
   * @return whether a worker died with items that it had taken
   */
  boolean join() throws InterruptedException;

  /** Takes no items any more; those in it can still be taken out. */
  void close();
}
