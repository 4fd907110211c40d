package dev.reeve.shared;

/**
 * An array of bytes in memory that all workers share. No message is sent to read or write it. An
 * index out of range is an {@link IndexOutOfBoundsException}.
 */
public interface SharedBytes extends SharedObject {

  /** Number of bytes. */
  long length();

  /** Reads a byte; only sure to see what was written in order before. */
  byte get(long index);

  /** Writes a byte. */
  void set(long index, byte value);

  /** Copies bytes from {@code index} on to {@code target}. */
  void read(long index, byte[] target, int offset, int length);

  /** Copies bytes of {@code source} to {@code index} and what follows. */
  void write(long index, byte[] source, int offset, int length);

  /** Adds in one atomic step, and wraps around; returns the value before. */
  byte getAndAdd(long index, byte amount);

  /** Writes if the value is {@code expected}, in one atomic step; returns whether it was. */
  boolean compareAndSet(long index, byte expected, byte value);
}
