package dev.reeve.shared;

import java.util.List;

/**
 * A list that workers share. No call waits, and each is one atomic step. An index without an
 * element is an {@link IndexOutOfBoundsException}.
 *
 * @param <T> the elements
 */
public interface SharedList<T> extends SharedObject {

  /** Adds an element at the end; returns the new size. */
  int add(T element);

  /**
   * Inserts an element before the one at {@code index}, or at the end if {@code index} is the size;
   * returns the new size.
   */
  int insert(int index, T element);

  /** Returns the element at {@code index}. */
  T get(int index);

  /** Replaces the element at {@code index}; returns the element before. */
  T set(int index, T element);

  /** Removes the element at {@code index}; returns it. */
  T remove(int index);

  /**
   * Returns a copy of all elements.
   *
   * @throws SharedObjectException if they don't fit into one message
   */
  List<T> values();

  /** Returns the number of elements. */
  int size();

  /** Removes all elements. */
  void clear();
}
