package dev.reeve.shared;

/** A number of 64 bits that workers share and that wraps around. Each call is one atomic step. */
public interface SharedCounter extends SharedObject {

  /** Returns the number. */
  long get();

  /** Adds; returns the sum. */
  long add(long amount);

  /** Adds 1; returns the sum. */
  default long increment() {
    return add(1);
  }

  /** Sets the number; returns the number before. */
  long set(long number);

  /** Sets the number if it is {@code expected}; returns whether it was. */
  boolean compareAndSet(long expected, long number);
}
