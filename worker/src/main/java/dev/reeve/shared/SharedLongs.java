package dev.reeve.shared;

/**
 * An array of longs in memory that all workers share. Reading and writing sends no message. An
 * index out of range is an {@link IndexOutOfBoundsException}.
 */
public interface SharedLongs extends SharedObject {

  /** Returns the number of elements. */
  long length();

  /** Reads an element as a volatile variable. */
  long get(long index);

  /** Writes an element as a volatile variable. */
  void set(long index, long value);

  /** Reads an element as a plain variable: fast, but it need not see the latest write. */
  long getPlain(long index);

  /** Writes an element as a plain variable. */
  void setPlain(long index, long value);

  /** Adds in one atomic step, and wraps around; returns the value before. */
  long getAndAdd(long index, long amount);

  /** Writes in one atomic step; returns the value before. */
  long getAndSet(long index, long value);

  /** Writes in one atomic step if the value is {@code expected}; returns whether it was. */
  boolean compareAndSet(long index, long expected, long value);
}
