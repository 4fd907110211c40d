package dev.reeve.worker.handlers.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Takes any number of bytes, keeps the first ones and the last ones. Written by one thread, read by
 * another at any time.
 */
final class CappedOutput extends OutputStream {
  private static final int LONGEST_CHARACTER = 4;

  private final int headLimit;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final byte[] ring;
  private long total;

  /**
   * @param headLimit bytes kept from the start
   * @param tailLimit bytes kept from the end
   */
  CappedOutput(int headLimit, int tailLimit) {
    this.headLimit = headLimit;
    this.ring = new byte[tailLimit];
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    head.write(bytes, offset, Math.min(length, headLimit - head.size()));
    int skipped = Math.max(0, length - ring.length);
    for (int i = skipped; i < length; i++) {
      ring[(int) ((total + i) % ring.length)] = bytes[offset + i];
    }
    total += length;
  }

  /** Whether the head lacks anything. */
  synchronized boolean isTruncated() {
    return total > headLimit;
  }

  /** The first bytes as UTF-8; a character that the limit cut is left out. */
  synchronized String head() {
    byte[] bytes = head.toByteArray();
    int length = isTruncated() ? endOfWholeCharacters(bytes) : bytes.length;
    return new String(bytes, 0, length, UTF_8);
  }

  /** The last bytes as UTF-8; a character that the limit cut is left out. */
  synchronized String tail() {
    int length = (int) Math.min(total, ring.length);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = ring[(int) ((total - length + i) % ring.length)];
    }
    int start = total > length ? startOfWholeCharacters(bytes) : 0;
    return new String(Arrays.copyOfRange(bytes, start, length), UTF_8);
  }

  private static int startOfWholeCharacters(byte[] bytes) {
    int start = 0;
    while (start < Math.min(bytes.length, LONGEST_CHARACTER - 1) && continues(bytes[start])) {
      start++;
    }
    return start;
  }

  private static int endOfWholeCharacters(byte[] bytes) {
    for (int back = 1; back <= Math.min(bytes.length, LONGEST_CHARACTER); back++) {
      byte lead = bytes[bytes.length - back];
      if (!continues(lead)) {
        return lengthSaidBy(lead) > back ? bytes.length - back : bytes.length;
      }
    }
    return bytes.length;
  }

  private static boolean continues(byte value) {
    return (value & 0xC0) == 0x80;
  }

  private static int lengthSaidBy(byte lead) {
    int value = lead & 0xFF;
    if (value < 0xC0) {
      return 1;
    }
    return value < 0xE0 ? 2 : value < 0xF0 ? 3 : LONGEST_CHARACTER;
  }
}
