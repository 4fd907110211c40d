package dev.reeve.shared;

/**
 * An array of ints in memory that all workers share. No message is sent to read or write it. An
 * index out of range is an {@link IndexOutOfBoundsException}.
 */
public interface SharedInts extends SharedObject {

  /** Number of elements. */
  long length();

  /** Reads as a volatile variable is read. */
  int get(long index);

  /** Writes as a volatile variable is written. */
  void set(long index, int value);

  /** Reads as a plain variable: fast, and only sure to see what was written in order before. */
  int getPlain(long index);

  /** Writes as a plain variable. */
  void setPlain(long index, int value);

  /** Adds in one atomic step; returns the value before. */
  int getAndAdd(long index, int amount);

  /** Writes in one atomic step; returns the value before. */
  int getAndSet(long index, int value);

  /** Writes if the value is {@code expected}; returns whether it was. */
  boolean compareAndSet(long index, int expected, int value);
}
