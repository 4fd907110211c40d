package dev.reeve.protocol;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a worker has said but not yet written to its standard output, in a file that both sides have
 * open and the worker has mapped: memory of the system, which outlives the worker however it ends.
 * So a worker need not write after each message, and still nothing that it has said is lost.
 *
 * <p>The file begins with two numbers, each of eight bytes, little-endian: how many bytes are kept,
 * and the id of the request that runs, as long as {@code task/started} has not been said of it,
 * else 0. Then come {@link #CAPACITY} bytes, of which those that are kept are the first: whole
 * lines. A worker that ends just after it has written them, and before it has noted that, has said
 * them twice.
 *
 * <p>One side writes, by one thread at a time; the other reads when that one has ended.
 */
public final class LastWords {

  /** Bytes that can be kept. */
  public static final int CAPACITY = 64 << 10;

  private static final int LENGTH = 0;
  private static final int RUNNING = 8;
  private static final int HEADER = 16;

  /** Size of the file, in bytes. */
  public static final int FILE_BYTES = HEADER + CAPACITY;

  private final ByteBuffer file;

  /**
   * @param file the mapped file, or its content; at least {@link #FILE_BYTES}
   */
  public LastWords(ByteBuffer file) {
    this.file = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** How many bytes are kept; 0 also if the file makes no sense. */
  public int length() {
    long length = file.getLong(LENGTH);
    return length >= 0 && length <= CAPACITY ? (int) length : 0;
  }

  /** Keeps some more bytes, of which there must be room for: all of them or, if we die, none. */
  public void add(byte[] bytes, int offset, int count) {
    int length = length();
    file.put(HEADER + length, bytes, offset, count);
    put(LENGTH, length + count);
  }

  /** Keeps nothing any more. */
  public void clear() {
    put(LENGTH, 0);
  }

  /** From now on a request with this id runs, of which nothing has been said; 0: none does. */
  public void setRunning(long request) {
    put(RUNNING, request);
  }

  /** The request that runs, or was running, and of which nothing has been said; 0 if none. */
  public long running() {
    return file.getLong(RUNNING);
  }

  /** Each number is aligned, so it is stored at once; and neither before nor after its turn. */
  private void put(int index, long number) {
    VarHandle.releaseFence();
    file.putLong(index, number);
    VarHandle.releaseFence();
  }

  /** What is kept. */
  public byte[] bytes() {
    byte[] bytes = new byte[length()];
    file.get(HEADER, bytes);
    return bytes;
  }
}
