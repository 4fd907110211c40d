package dev.reeve.json;

import dev.reeve.text.HexText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer of JSON as UTF-8, meant to be reused: written field by field, without a tree or
 * a generator for each record. It does not check that what is written is well formed. Not
 * thread-safe.
 */
public final class JsonBytes {
  private static final int INITIAL = 8 << 10;

  /** Doubling stops here, so that one huge result does not take four times its size. */
  private static final int MAX_STEP = 1 << 20;

  /** A buffer that one huge result has blown up is not kept for the next thousand small ones. */
  private static final int KEPT = 1 << 20;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int REPLACEMENT = 0xFFFD;

  private byte[] bytes;
  private int size;

  /** For records and documents. */
  public JsonBytes() {
    this(INITIAL);
  }

  /** For about so many bytes. */
  public JsonBytes(int expected) {
    bytes = new byte[expected];
  }

  /** Number of bytes written. */
  public int size() {
    return size;
  }

  /** What has been written, for reading, until the next change. */
  public ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  /** Writes the content to {@code out}, in one call. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  /** Empties it. */
  public void clear() {
    size = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[INITIAL];
    }
  }

  /** Text known to be ASCII that needs no escapes: names of fields, punctuation. */
  @SuppressWarnings("deprecation") // getBytes(int, ...) is the fast way for ASCII
  public JsonBytes ascii(String text) {
    int length = text.length();
    reserve(length);
    text.getBytes(0, length, bytes, size);
    size += length;
    return this;
  }

  /** A whole number. */
  public JsonBytes number(long value) {
    return ascii(Long.toString(value));
  }

  /** A number of 64 bits as sixteen hexadecimal digits in lower case, without quotation marks. */
  public JsonBytes hex(long value) {
    reserve(HexText.DIGITS);
    for (int shift = 60; shift >= 0; shift -= 4) {
      bytes[size++] = HEX[(int) (value >>> shift) & 0xF];
    }
    return this;
  }

  /** A value that is JSON already, byte for byte. */
  public JsonBytes raw(RawJson json) {
    byte[] source = json.utf8();
    reserve(source.length);
    System.arraycopy(source, 0, bytes, size, source.length);
    size += source.length;
    return this;
  }

  /**
   * A string with its quotes. Half of a surrogate pair becomes U+FFFD, for it has no UTF-8 form.
   */
  public JsonBytes string(String text) {
    put('"');
    int length = text.length();
    int i = 0;
    while (i < length) {
      reserve(6);
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c);
        i++;
      } else {
        int point = text.codePointAt(i);
        i += Character.charCount(point);
        utf8(Character.getType(point) == Character.SURROGATE ? REPLACEMENT : point);
      }
    }
    return put('"');
  }

  private void ascii(char c) {
    switch (c) {
      case '"', '\\' -> escape(c);
      case '\n' -> escape('n');
      case '\r' -> escape('r');
      case '\t' -> escape('t');
      default -> {
        if (c < 0x20 || c == 0x7F) {
          unicodeEscape(c);
        } else {
          bytes[size++] = (byte) c;
        }
      }
    }
  }

  private void escape(char c) {
    bytes[size++] = '\\';
    bytes[size++] = (byte) c;
  }

  private void unicodeEscape(char c) {
    escape('u');
    bytes[size++] = '0';
    bytes[size++] = '0';
    bytes[size++] = HEX[c >> 4];
    bytes[size++] = HEX[c & 0xF];
  }

  private void utf8(int point) {
    if (point < 0x800) {
      bytes[size++] = (byte) (0xC0 | point >> 6);
    } else if (point < 0x10000) {
      bytes[size++] = (byte) (0xE0 | point >> 12);
      continuation(point >> 6);
    } else {
      bytes[size++] = (byte) (0xF0 | point >> 18);
      continuation(point >> 12);
      continuation(point >> 6);
    }
    continuation(point);
  }

  private void continuation(int bits) {
    bytes[size++] = (byte) (0x80 | (bits & 0x3F));
  }

  /** One ASCII character as it is. */
  public JsonBytes put(char c) {
    reserve(1);
    bytes[size++] = (byte) c;
    return this;
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      int step = Math.min(bytes.length, MAX_STEP);
      bytes =
          Arrays.copyOf(
              bytes,
              Math.max(needed, (int) Math.min((long) bytes.length + step, Integer.MAX_VALUE - 8)));
    }
  }
}
