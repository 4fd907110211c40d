package dev.reeve.worker.handlers.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.text.TailBuffer;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/**
 * An output stream of any length that keeps only its first and its last bytes. One thread writes;
 * any thread may read at any time.
 */
class CappedOutput extends OutputStream {
  private static final int LONGEST_CHARACTER = 4;

  private final int headLimit;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final TailBuffer tail;
  private long total;

  /**
   * @param headLimit bytes kept from the start
   * @param tailLimit bytes kept from the end
   */
  CappedOutput(int headLimit, int tailLimit) {
    this.headLimit = headLimit;
    this.tail = new TailBuffer(tailLimit);
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    head.write(bytes, offset, Math.min(length, headLimit - head.size()));
    tail.add(bytes, offset, length);
    total += length;
  }

  /** Returns whether more was written than the head holds. */
  synchronized boolean isTruncated() {
    return total > headLimit;
  }

  /** Returns the number of bytes that were written. */
  synchronized long total() {
    return total;
  }

  /** Returns a copy of the first bytes. */
  synchronized byte[] headBytes() {
    return head.toByteArray();
  }

  /** Returns the first bytes as UTF-8, without a character that the limit has cut in two. */
  synchronized String head() {
    byte[] bytes = head.toByteArray();
    int length = isTruncated() ? endOfWholeCharacters(bytes) : bytes.length;
    return new String(bytes, 0, length, UTF_8);
  }

  /** Returns the last bytes as UTF-8, without a character that the limit has cut in two. */
  String tail() {
    return tail.text();
  }

  private static int endOfWholeCharacters(byte[] bytes) {
    for (int back = 1; back <= Math.min(bytes.length, LONGEST_CHARACTER); back++) {
      byte lead = bytes[bytes.length - back];
      if ((lead & 0xC0) != 0x80) {
        return characterLength(lead) > back ? bytes.length - back : bytes.length;
      }
    }
    return bytes.length;
  }

  private static int characterLength(byte lead) {
    int value = lead & 0xFF;
    if (value < 0xC0) {
      return 1;
    }
    return value < 0xE0 ? 2 : value < 0xF0 ? 3 : LONGEST_CHARACTER;
  }
}
