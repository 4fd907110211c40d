package dev.reeve.protocol;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The messages that a worker has not yet written to its standard output, in a file that both sides
 * have open and the worker has mapped. Mapped memory outlives the worker, however it ends. So a
 * worker can write many messages at once, and none is lost.
 *
 * <p>The file begins with two numbers of eight bytes each, little-endian. The first is the number
 * of bytes that are kept. The second is the id of the running request if no {@code task/started}
 * was sent for it, else 0. Then follow {@link #CAPACITY} bytes, which begin with the kept bytes:
 * whole lines. If a worker ends after it has written these lines and before it has cleared the
 * file, the supervisor reads them twice.
 *
 * <p>The worker writes, one thread at a time; the supervisor reads when the worker has ended.
 */
public final class LastWords {

  /** Number of bytes that can be kept. */
  public static final int CAPACITY = 64 << 10;

  private static final int LENGTH = 0;
  private static final int RUNNING = 8;
  private static final int HEADER = 16;

  /** Size of the file, in bytes. */
  public static final int FILE_BYTES = HEADER + CAPACITY;

  private final ByteBuffer file;

  /**
   * Uses a file.
   *
   * @param file the mapped file, or its content; at least {@link #FILE_BYTES}
   */
  public LastWords(ByteBuffer file) {
    this.file = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns the number of bytes that are kept; 0 also if the file is not valid. */
  public int length() {
    long length = file.getLong(LENGTH);
    return length >= 0 && length <= CAPACITY ? (int) length : 0;
  }

  /** Keeps more bytes, for which there must be room. If the process dies, all are kept or none. */
  public void add(byte[] bytes, int offset, int count) {
    int length = length();
    file.put(HEADER + length, bytes, offset, count);
    put(LENGTH, length + count);
  }

  /** Forgets all bytes. */
  public void clear() {
    put(LENGTH, 0);
  }

  /** Notes the running request, of which no message has been sent; 0 for none. */
  public void setRunning(long request) {
    put(RUNNING, request);
  }

  /** Returns the request that was noted by {@link #setRunning} last; 0 if none. */
  public long running() {
    return file.getLong(RUNNING);
  }

  /** An aligned number is stored atomically; the fences keep its place among the other stores. */
  private void put(int index, long number) {
    VarHandle.releaseFence();
    file.putLong(index, number);
    VarHandle.releaseFence();
  }

  /** Returns the bytes that are kept. */
  public byte[] bytes() {
    byte[] bytes = new byte[length()];
    file.get(HEADER, bytes);
    return bytes;
  }
}
