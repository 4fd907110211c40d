package dev.reeve.shared;

/**
 * An array of ints in memory that all workers share. Reading and writing sends no message. An index
 * out of range is an {@link IndexOutOfBoundsException}.
 */
public interface SharedInts extends SharedObject {

  /** Returns the number of elements. */
  long length();

  /** Reads an element as a volatile variable. */
  int get(long index);

  /** Writes an element as a volatile variable. */
  void set(long index, int value);

  /** Reads an element as a plain variable: fast, but it need not see the latest write. */
  int getPlain(long index);

  /** Writes an element as a plain variable. */
  void setPlain(long index, int value);

  /** Adds in one atomic step, and wraps around; returns the value before. */
  int getAndAdd(long index, int amount);

  /** Writes in one atomic step; returns the value before. */
  int getAndSet(long index, int value);

  /** Writes in one atomic step if the value is {@code expected}; returns whether it was. */
  boolean compareAndSet(long index, int expected, int value);
}
