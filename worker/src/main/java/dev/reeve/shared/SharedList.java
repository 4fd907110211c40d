package dev.reeve.shared;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * A list that workers share. No call waits, and each is one atomic step. An index without an
 * element is an {@link IndexOutOfBoundsException}.
 *
 * @param <T> the elements
 */
public interface SharedList<T> extends SharedObject, Iterable<T> {

  /** Adds an element at the end; returns the new size. */
  int add(T element);

  /**
   * Adds these elements at the end, in their order; returns the new size. They travel in pieces of
   * 32 KiB, each of which is one step; elements of other threads may come between pieces.
   *
   * @throws IllegalArgumentException if one of them has no JSON form; none was added then
   */
  int addAll(Collection<? extends T> elements);

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

  /** Returns the index of the first element whose JSON equals that of {@code element}, or −1. */
  int indexOf(T element);

  /** Returns whether there is an element whose JSON equals that of {@code element}. */
  default boolean contains(T element) {
    return indexOf(element) >= 0;
  }

  /**
   * Walks through the elements in their order, piece by piece, so that they may be any number. If
   * elements are inserted or removed meanwhile, those behind them may be left out or come twice.
   * The iterator does not remove.
   */
  @Override
  Iterator<T> iterator();

  /**
   * Returns a copy of all elements.
   *
   * @throws SharedObjectException if they don't fit into one message
   */
  List<T> values();

  /** Returns the number of elements. */
  int size();

  /** Returns whether there was no element. */
  default boolean isEmpty() {
    return size() == 0;
  }

  /** Removes all elements. */
  void clear();
}
