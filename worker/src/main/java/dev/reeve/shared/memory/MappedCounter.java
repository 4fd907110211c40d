package dev.reeve.shared.memory;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * A number in a mapped file, and beside it whether it is still in use. Each operation is one of the
 * processor's, so a process that is killed has carried it out or not. Any thread of any process.
 */
public final class MappedCounter {
  private static final int NUMBER_AT = 0;
  private static final int GONE_AT = Long.BYTES;
  private static final int LENGTH = 2 * Long.BYTES;
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final Path path;
  private final ByteBuffer memory;

  private MappedCounter(Path path, MappedFile file) {
    this.path = path;
    this.memory = file.chunk(0);
  }

  /** Makes one that begins with this number. */
  public static MappedCounter make(Path path, long number) throws IOException {
    MappedCounter made = new MappedCounter(path, MappedFile.open(path, LENGTH));
    LONG.setVolatile(made.memory, NUMBER_AT, number);
    return made;
  }

  /** Maps one that another process has made. */
  public static MappedCounter open(Path path) throws IOException {
    return new MappedCounter(path, MappedFile.map(path, LENGTH));
  }

  /** Where its file is. */
  public Path path() {
    return path;
  }

  /** The number. */
  public long get() {
    return (long) LONG.getVolatile(memory, NUMBER_AT);
  }

  /** Adds; returns the sum. */
  public long add(long amount) {
    return (long) LONG.getAndAdd(memory, NUMBER_AT, amount) + amount;
  }

  /** Sets the number; returns what it was before. */
  public long set(long number) {
    return (long) LONG.getAndSet(memory, NUMBER_AT, number);
  }

  /** Sets the number if it is {@code expected}; returns whether it was. */
  public boolean replace(long expected, long number) {
    return LONG.compareAndSet(memory, NUMBER_AT, expected, number);
  }

  /** For the supervisor: nobody uses it any more. */
  public void end() {
    LONG.setVolatile(memory, GONE_AT, 1L);
  }

  /** Whether it has come to an end. */
  public boolean isGone() {
    return (long) LONG.getVolatile(memory, GONE_AT) != 0;
  }
}
