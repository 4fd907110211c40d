package dev.reeve.shared;

/**
 * An array of doubles in memory that all workers share. Reading and writing sends no message. An
 * index out of range is an {@link IndexOutOfBoundsException}.
 */
public interface SharedDoubles extends SharedObject {

  /** Returns the number of elements. */
  long length();

  /** Reads an element as a volatile variable. */
  double get(long index);

  /** Writes an element as a volatile variable. */
  void set(long index, double value);

  /** Reads an element as a plain variable: fast, but it need not see the latest write. */
  double getPlain(long index);

  /** Writes an element as a plain variable. */
  void setPlain(long index, double value);

  /** Adds in one atomic step; returns the value before. */
  double getAndAdd(long index, double amount);

  /** Writes in one atomic step; returns the value before. */
  double getAndSet(long index, double value);

  /**
   * Writes in one atomic step if the value is {@code expected}; returns whether it was. Values are
   * compared by their bits: 0.0 and −0.0 differ, and NaN equals itself.
   */
  boolean compareAndSet(long index, double expected, double value);
}
