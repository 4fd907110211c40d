package dev.reeve.shared.memory;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * A number of 64 bits in a mapped file, and a flag that tells whether it is still in use. Each
 * operation is a single instruction of the processor, so a kill leaves none half done. Any thread
 * of any process.
 */
public final class MappedCounter {
  private static final int NUMBER_AT = 0;
  private static final int ENDED_AT = Long.BYTES;
  private static final int LENGTH = 2 * Long.BYTES;
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final Path path;
  private final ByteBuffer memory;

  private MappedCounter(Path path, MappedFile file) {
    this.path = path;
    this.memory = file.chunk(0);
  }

  /** Creates the file, with this number. */
  public static MappedCounter create(Path path, long number) throws IOException {
    MappedCounter counter = new MappedCounter(path, MappedFile.open(path, LENGTH));
    LONG.setVolatile(counter.memory, NUMBER_AT, number);
    return counter;
  }

  /** Maps a file that another process has created. */
  public static MappedCounter open(Path path) throws IOException {
    return new MappedCounter(path, MappedFile.map(path, LENGTH));
  }

  /** Returns the path of the file. */
  public Path path() {
    return path;
  }

  /** Returns the number. */
  public long get() {
    return (long) LONG.getVolatile(memory, NUMBER_AT);
  }

  /** Adds; returns the sum. */
  public long add(long amount) {
    return (long) LONG.getAndAdd(memory, NUMBER_AT, amount) + amount;
  }

  /** Sets the number; returns the number before. */
  public long set(long number) {
    return (long) LONG.getAndSet(memory, NUMBER_AT, number);
  }

  /** Sets the number if it is {@code expected}; returns whether it was. */
  public boolean replace(long expected, long number) {
    return LONG.compareAndSet(memory, NUMBER_AT, expected, number);
  }

  /** Ends the use of the number by all processes. For the supervisor. */
  public void end() {
    LONG.setVolatile(memory, ENDED_AT, 1L);
  }

  /** Returns whether the supervisor has ended its use. */
  public boolean hasEnded() {
    return (long) LONG.getVolatile(memory, ENDED_AT) != 0;
  }
}
