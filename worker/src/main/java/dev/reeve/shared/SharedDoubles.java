package dev.reeve.shared;

/**
 * An array of doubles in memory that all workers share. No message is sent to read or write it. An
 * index out of range is an {@link IndexOutOfBoundsException}.
 */
public interface SharedDoubles extends SharedObject {

  /** Number of elements. */
  long length();

  /** Reads as a volatile variable is read. */
  double get(long index);

  /** Writes as a volatile variable is written. */
  void set(long index, double value);

  /** Reads as a plain variable: fast, and only sure to see what was written in order before. */
  double getPlain(long index);

  /** Writes as a plain variable. */
  void setPlain(long index, double value);

  /** Adds in one atomic step; returns the value before. */
  double getAndAdd(long index, double amount);

  /** Writes in one atomic step; returns the value before. */
  double getAndSet(long index, double value);

  /**
   * Writes if the value is {@code expected} by their bits, so that 0.0 and −0.0 differ and NaN
   * equals itself; returns whether it was.
   */
  boolean compareAndSet(long index, double expected, double value);
}
