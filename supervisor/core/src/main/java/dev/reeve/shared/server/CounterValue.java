package dev.reeve.shared.server;

/** A counter's number, wherever it is. */
public interface CounterValue {

  /** The number. */
  long get();

  /** Adds; returns the sum. */
  long add(long amount);

  /** Sets the number; returns what it was before. */
  long set(long number);

  /** Sets the number if it is {@code expected}; returns whether it was. */
  boolean replace(long expected, long number);

  /** One that nobody else knows. */
  final class Own implements CounterValue {
    private long value;

    Own(long value) {
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
