package dev.reeve.supervisor.job;

import java.io.InputStream;
import java.util.function.LongToIntFunction;

/** Bytes that are made as they are read, so that a long input needs no memory. */
final class GeneratedStream extends InputStream {
  private final long length;
  private final LongToIntFunction byteAt;
  private long position;

  GeneratedStream(long length, LongToIntFunction byteAt) {
    this.length = length;
    this.byteAt = byteAt;
  }

  /** {@code line} again and again. */
  static InputStream cycling(byte[] line, long count) {
    return new GeneratedStream(line.length * count, at -> line[(int) (at % line.length)]);
  }

  /** {@code head}, so many letters, {@code tail}. */
  static InputStream filled(byte[] head, long letters, byte[] tail) {
    long end = head.length + letters;
    return new GeneratedStream(
        end + tail.length,
        at -> at < head.length ? head[(int) at] : at < end ? 'x' : tail[(int) (at - end)]);
  }

  @Override
  public int read() {
    return position == length ? -1 : byteAt.applyAsInt(position++) & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int most) {
    int count = (int) Math.min(most, length - position);
    for (int i = 0; i < count; i++) {
      into[offset + i] = (byte) byteAt.applyAsInt(position++);
    }
    return count == 0 ? -1 : count;
  }
}
