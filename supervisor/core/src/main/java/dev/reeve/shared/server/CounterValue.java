package dev.reeve.shared.server;

/** A counter's number, in the heap or in shared memory. */
public interface CounterValue {

  /** Returns the number. */
  long get();

  /** Adds {@code amount} and returns the sum. */
  long add(long amount);

  /** Sets the number and returns the previous one. */
  long set(long number);

  /** Sets the number if it is {@code expected}; returns true if it was. */
  boolean replace(long expected, long number);

  /** A number in the heap, which no other process can change. */
  final class InHeap implements CounterValue {
    private long value;

    InHeap(long value) {
      this.value = value;
    }

    @Override
    public long get() {
      return value;
    }

    @Override
    public long add(long amount) {
      value += amount;
      return value;
    }

    @Override
    public long set(long number) {
      long before = value;
      value = number;
      return before;
    }

    @Override
    public boolean replace(long expected, long number) {
      boolean is = value == expected;
      if (is) {
        value = number;
      }
      return is;
    }
  }
}
