package dev.reeve.shared;

import java.util.List;

/**
 * A list between workers. Nothing here waits; each call is one atomic step. An index that has no
 * element is an {@link IndexOutOfBoundsException}.
 *
 * @param <T> the elements
 */
public interface SharedList<T> extends SharedObject {

  /** Adds an element at the end; returns the size then. */
  int add(T element);

  /** Puts an element before the one at {@code index}, or at the end; returns the size then. */
  int insert(int index, T element);

  /** The element at {@code index}. */
  T get(int index);

  /** Puts an element in the place of another; returns that. */
  T set(int index, T element);

  /** Takes an element out; returns it. */
  T remove(int index);

  /** A copy of all elements; {@link SharedObjectException} beyond a message. */
  List<T> values();

  /** Number of elements. */
  int size();

  /** Drops all elements. */
  void clear();
}
