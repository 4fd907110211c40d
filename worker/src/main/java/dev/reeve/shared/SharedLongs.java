package dev.reeve.shared;

/**
 * An array of longs in memory that all workers share. No message is sent to read or write it. An
 * index out of range is an {@link IndexOutOfBoundsException}.
 */
public interface SharedLongs extends SharedObject {

  /** Number of elements. */
  long length();

  /** Reads as a volatile variable is read. */
  long get(long index);

  /** Writes as a volatile variable is written. */
  void set(long index, long value);

  /** Reads as a plain variable: fast, and only sure to see what was written in order before. */
  long getPlain(long index);

  /** Writes as a plain variable. */
  void setPlain(long index, long value);

  /** Adds in one atomic step; returns the value before. */
  long getAndAdd(long index, long amount);

  /** Writes in one atomic step; returns the value before. */
  long getAndSet(long index, long value);

  /** Writes if the value is {@code expected}; returns whether it was. */
  boolean compareAndSet(long index, long expected, long value);
}
