package dev.reeve.json;

import dev.reeve.protocol.RequestId;
import dev.reeve.text.Quote;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Writes JSON into an array that grows as needed. It writes commas by itself, and nothing else:
 * that what it is told makes a valid document is up to its caller. One thread.
 */
public final class JsonWriter {
  public static final int INITIAL = 64 << 10;

  /** An array up to this size is kept for the next message. */
  static final int KEPT = 1 << 20;

  /** Characters of a string that are written between two looks at the room that is left. */
  private static final int STRIDE = 1024;

  /** Most bytes that a char becomes: those of an escape with four digits. */
  private static final int WIDEST = 6;

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /** Doubling stops here, so that one huge payload does not take four times its size. */
  private static final int MAX_STEP = 1 << 20;

  /** What any JVM can allocate. */
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int length;

  public JsonWriter(int capacity) {
    bytes = new byte[capacity];
  }

  public int length() {
    return length;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  /** Forgets all that was written after the buffer was {@code newLength} bytes long. */
  public void truncate(int newLength) {
    length = newLength;
    if (bytes.length > KEPT && length <= INITIAL) {
      bytes = Arrays.copyOf(bytes, INITIAL);
    }
  }

  /** A readable piece of what was written, from {@code start} on. */
  public String quote(int start) {
    return Quote.of(bytes, start, length - start);
  }

  public void beginObject() {
    put('{');
  }

  public void endObject() {
    put('}');
  }

  public void newline() {
    put('\n');
  }

  /**
   * Begins a member; its value is written next.
   *
   * @param name plain ASCII
   */
  public JsonWriter member(String name) {
    reserve(name.length() + 4);
    if (bytes[length - 1] != '{') {
      bytes[length++] = ',';
    }
    bytes[length++] = '"';
    putAscii(name);
    bytes[length++] = '"';
    bytes[length++] = ':';
    return this;
  }

  /** A member whose name may be anything. */
  public void namedText(String name, String text) {
    if (bytes[length - 1] != '{') {
      put(',');
    }
    text(name);
    put(':');
    text(text);
  }

  public JsonWriter raw(RawJson json) {
    return plain(json.utf8());
  }

  /** A piece of a message as it is. */
  public JsonWriter plain(byte[] piece) {
    reserve(piece.length);
    System.arraycopy(piece, 0, bytes, length, piece.length);
    length += piece.length;
    return this;
  }

  public void flag(boolean value) {
    putPlain(value ? "true" : "false");
  }

  /**
   * Writes a number.
   *
   * @param value a finite number
   */
  public void real(double value) {
    putPlain(Double.toString(value));
  }

  public JsonWriter whole(long value) {
    reserve(20);
    if (value < 0) {
      bytes[length++] = '-';
    }
    int at = length + digits(value);
    length = at;
    long rest = value;
    do {
      // the remainder of a negative number is negative; so Long.MIN_VALUE needs no case of its own
      bytes[--at] = (byte) ('0' + Math.abs((int) (rest % 10)));
      rest /= 10;
    } while (rest != 0);
    return this;
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value / 10; rest != 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  public JsonWriter id(RequestId id) {
    return id.text() == null ? whole(id.number()) : text(id.text());
  }

  public void nothing() {
    putPlain("null");
  }

  public void texts(List<String> texts) {
    put('[');
    for (String text : texts) {
      if (bytes[length - 1] != '[') {
        put(',');
      }
      text(text);
    }
    put(']');
  }

  void array(Collection<RawJson> values) {
    put('[');
    int first = length;
    for (RawJson value : values) {
      if (length > first) {
        put(',');
      }
      raw(value);
    }
    put(']');
  }

  /** A JSON string; half a surrogate pair, which UTF-8 can't express, becomes U+FFFD. */
  public JsonWriter text(String text) {
    put('"');
    int at = 0;
    while (at < text.length()) {
      int stop = Math.min(text.length(), at + STRIDE);
      reserve(WIDEST * (stop - at));
      while (at < stop) {
        at += putCharacter(text, at);
      }
    }
    put('"');
    return this;
  }

  /** Returns the number of chars that it took. */
  private int putCharacter(String text, int at) {
    char c = text.charAt(at);
    if (c >= 0x80) {
      return putWide(text, at, c);
    }
    if (c < ' ' || c == '"' || c == '\\') {
      putEscaped(c);
    } else {
      bytes[length++] = (byte) c;
    }
    return 1;
  }

  private void putEscaped(char c) {
    bytes[length++] = '\\';
    int shortForm = "\"\\\b\f\n\r\t".indexOf(c);
    if (shortForm >= 0) {
      bytes[length++] = (byte) "\"\\bfnrt".charAt(shortForm);
      return;
    }
    putAscii("u00");
    bytes[length++] = HEX[c >> 4];
    bytes[length++] = HEX[c & 0xF];
  }

  private int putWide(String text, int at, char c) {
    if (c < 0x800) {
      bytes[length++] = (byte) (0xC0 | (c >> 6));
      putContinuation(c);
      return 1;
    }
    if (!Character.isSurrogate(c)) {
      putThreeBytes(c);
      return 1;
    }
    int character = text.codePointAt(at);
    if (character == c) {
      putThreeBytes('\uFFFD');
      return 1;
    }
    bytes[length++] = (byte) (0xF0 | (character >> 18));
    putContinuation(character >> 12);
    putContinuation(character >> 6);
    putContinuation(character);
    return 2;
  }

  private void putThreeBytes(char c) {
    bytes[length++] = (byte) (0xE0 | (c >> 12));
    putContinuation(c >> 6);
    putContinuation(c);
  }

  private void putContinuation(int bits) {
    bytes[length++] = (byte) (0x80 | (bits & 0x3F));
  }

  private void putPlain(String ascii) {
    reserve(ascii.length());
    putAscii(ascii);
  }

  private void putAscii(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
  }

  private void put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  private void reserve(int more) {
    if (more > bytes.length - length) {
      int needed = Math.addExact(length, more);
      long grown = (long) bytes.length + Math.min(bytes.length, MAX_STEP);
      bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(grown, needed), MAX_ARRAY));
    }
  }
}
