package dev.reeve.shared;

import java.util.Collection;
import java.util.Iterator;
import java.util.Set;

/**
 * A set that workers share. Elements are equal if their JSON is. No call waits, and each is one
 * atomic step.
 *
 * @param <T> the elements
 */
public interface SharedSet<T> extends SharedObject, Iterable<T> {

  /** Adds an element; returns whether it is new. Of many threads that add it, one gets true. */
  boolean add(T element);

  /**
   * Adds these elements; returns how many are new. They travel in pieces of 32 KiB, each of which
   * is one step.
   */
  int addAll(Collection<? extends T> elements);

  /** Removes an element; returns whether it was there. */
  boolean remove(T element);

  /** Returns whether an element is there. */
  boolean contains(T element);

  /** Returns the number of elements. */
  int size();

  /** Returns whether there was no element. */
  default boolean isEmpty() {
    return size() == 0;
  }

  /**
   * Walks through the elements in the order in which they were added, piece by piece, so that they
   * may be any number. Elements that are there all the time come exactly once; those that are added
   * or removed meanwhile may come or not. The iterator does not remove.
   */
  @Override
  Iterator<T> iterator();

  /**
   * Returns a copy of all elements, in the order in which they were added.
   *
   * @throws SharedObjectException if they don't fit into one message
   */
  Set<T> toSet();

  /** Removes all elements. */
  void clear();
}
