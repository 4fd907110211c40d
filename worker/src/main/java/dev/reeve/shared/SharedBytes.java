package dev.reeve.shared;

/**
 * An array of bytes in memory that all workers share. Reading and writing sends no message. An
 * index out of range is an {@link IndexOutOfBoundsException}.
 */
public interface SharedBytes extends SharedObject {

  /** Returns the number of bytes. */
  long length();

  /** Reads a byte, as a plain variable: it need not see the latest write of another thread. */
  byte get(long index);

  /** Writes a byte, as a plain variable. */
  void set(long index, byte value);

  /** Copies {@code length} bytes, from {@code index} on, into {@code target}. */
  void read(long index, byte[] target, int offset, int length);

  /** Copies {@code length} bytes of {@code source} into the array, from {@code index} on. */
  void write(long index, byte[] source, int offset, int length);

  /** Adds in one atomic step, and wraps around; returns the value before. */
  byte getAndAdd(long index, byte amount);

  /** Writes in one atomic step if the value is {@code expected}; returns whether it was. */
  boolean compareAndSet(long index, byte expected, byte value);
}
