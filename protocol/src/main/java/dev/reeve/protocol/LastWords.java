package dev.reeve.protocol;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a worker has said but not yet written to its standard output, in a file that both sides have
 * open and the worker has mapped: memory of the system, which outlives the worker however it ends.
 * So a worker need not write after each message, and still nothing that it has said is lost.
 *
 * <p>The stream of all that it ever says has positions, from 0. The file begins with three numbers,
 * each of eight bytes, little-endian: the position {@code from} of the first byte that is kept, the
 * position {@code to} after the last one, and the id of the request that runs, as long as {@code
 * task/started} has not been said of it, else 0. Then come {@link #CAPACITY} bytes, the first of
 * them those from {@code from} to {@code to}. Whoever has read the output to its end, up to a
 * position {@code n}, finds in it what is missing from there to {@code to}.
 *
 * <p>One side writes, by one thread at a time; the other reads when that one has ended.
 */
public final class LastWords {

  /** Bytes of the stream that the file has room for. */
  public static final int CAPACITY = 64 << 10;

  private static final int FROM = 0;
  private static final int TO = 8;
  private static final int RUNNING = 16;
  private static final int HEADER = 24;

  /** Size of the file, in bytes. */
  public static final int FILE_BYTES = HEADER + CAPACITY;

  private final ByteBuffer file;
  private long from;
  private long to;

  /**
   * @param file the mapped file, or its content; at least {@link #FILE_BYTES}
   */
  public LastWords(ByteBuffer file) {
    this.file = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.from = this.file.getLong(FROM);
    this.to = this.file.getLong(TO);
  }

  /** Bytes that are kept. */
  public int length() {
    return (int) (to - from);
  }

  /** Bytes that can be kept besides. */
  public int room() {
    return CAPACITY - length();
  }

  /** Keeps some more bytes, for which there must be room: all of them or, if we die, none. */
  public void add(byte[] bytes, int offset, int length) {
    file.put(HEADER + length(), bytes, offset, length);
    to += length;
    put(TO, to);
  }

  /** Starts anew after the stream has been written out up to this position. */
  public void writtenTo(long position) {
    // in between, what is kept is of a length below 0 or was read from the stream: never wrong
    put(FROM, position);
    put(TO, position);
    from = position;
    to = position;
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
    return after(from);
  }

  /**
   * What is kept from this position of the stream on; empty if there is nothing, or if the numbers
   * make no sense.
   */
  public byte[] after(long position) {
    if (from < 0 || position < from || position > to || to - from > CAPACITY) {
      return new byte[0];
    }
    byte[] bytes = new byte[(int) (to - position)];
    file.get(HEADER + (int) (position - from), bytes);
    return bytes;
  }
}
