package dev.reeve.json;

import dev.reeve.text.Hex;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reusable, growing buffer into which JSON is written directly, as UTF-8. Only {@link #member},
 * {@link #strings} and {@link #array} write commas; the caller makes sure that the whole is valid
 * JSON. Not thread-safe.
 *
 * <p>In strings, quotation marks, backslashes and control characters (U+0000 to U+001F and U+007F)
 * are escaped; all other characters are written as they are.
 */
public final class JsonWriter {
  private static final int DEFAULT_CAPACITY = 8 << 10;

  /** An array up to this size is kept when the buffer is emptied. */
  private static final int MAX_KEPT = 1 << 20;

  /** Doubling stops here, so that one huge payload does not take four times its size. */
  private static final int MAX_STEP = 1 << 20;

  /** Spare bytes after a large value, so that the closing braces fit without another copy. */
  private static final int ROOM_BEHIND = 1024;

  /** The longest array that any JVM can allocate. */
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  /** Number of chars of a string for which room is reserved at once. */
  private static final int STRIDE = 1024;

  private static final int MAX_LONG_CHARS = 20;

  private final int capacity;
  private byte[] bytes;
  private int length;

  /** Makes a buffer for records and documents. */
  public JsonWriter() {
    this(DEFAULT_CAPACITY);
  }

  /**
   * Makes a buffer.
   *
   * @param capacity number of bytes that it can hold before it grows
   */
  public JsonWriter(int capacity) {
    this.capacity = capacity;
    this.bytes = new byte[capacity];
  }

  /** Returns the number of bytes written. */
  public int length() {
    return length;
  }

  /** Returns a copy of the content. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Returns the content as a value, which must be valid JSON on a single line. */
  public Json toJson() {
    return Json.ofTrusted(toByteArray());
  }

  /** Returns the content for reading, until the next change. */
  public ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  /** Writes the content to {@code out}, in one call. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  /** Empties the buffer. */
  public void clear() {
    truncate(0);
  }

  /** Removes all but the first {@code newLength} bytes. A very large array is given up then. */
  public void truncate(int newLength) {
    length = newLength;
    if (bytes.length > MAX_KEPT && length <= capacity) {
      bytes = Arrays.copyOf(bytes, capacity);
    }
  }

  /** Writes the opening brace of an object. */
  public JsonWriter beginObject() {
    return ascii('{');
  }

  /** Writes the closing brace of an object. */
  public JsonWriter endObject() {
    return ascii('}');
  }

  /**
   * Writes the name of a member, with a comma before it unless it is the object's first.
   *
   * @param name ASCII without characters to escape
   */
  public JsonWriter member(String name) {
    comma('{');
    return ascii('"').ascii(name).ascii('"').ascii(':');
  }

  /** Writes the name of a member as {@link #member(String)} does; it may have any characters. */
  public JsonWriter anyMember(String name) {
    comma('{');
    return string(name).ascii(':');
  }

  /** Writes a member that is a string, under a name that may have any characters. */
  public JsonWriter member(String name, String value) {
    return anyMember(name).string(value);
  }

  private void comma(char opening) {
    if (bytes[length - 1] != opening) {
      ascii(',');
    }
  }

  /** Writes a piece of JSON that is ASCII, as it is. */
  @SuppressWarnings("deprecation") // getBytes(int, ...) is the fast way for ASCII
  public JsonWriter ascii(String json) {
    int count = json.length();
    reserve(count);
    json.getBytes(0, count, bytes, length);
    length += count;
    return this;
  }

  /** Writes one ASCII character as it is. */
  public JsonWriter ascii(char c) {
    reserve(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /** Writes a piece of JSON in UTF-8 as it is. */
  public JsonWriter bytes(byte[] json) {
    return bytes(json, 0, json.length);
  }

  /** Writes {@code count} bytes of JSON in UTF-8, from index {@code offset} on, as they are. */
  public JsonWriter bytes(byte[] json, int offset, int count) {
    reserve(count);
    System.arraycopy(json, offset, bytes, length, count);
    length += count;
    return this;
  }

  /**
   * Writes a value byte for byte.
   *
   * @throws IllegalArgumentException if it was not checked before and is not valid
   */
  public JsonWriter value(Json json) {
    return bytes(json.checked().utf8());
  }

  /** Writes {@code null}. */
  public JsonWriter nothing() {
    return ascii("null");
  }

  /** Writes {@code true} or {@code false}. */
  public JsonWriter flag(boolean value) {
    return ascii(value ? "true" : "false");
  }

  /** Writes a finite number. */
  public JsonWriter number(double value) {
    return ascii(Double.toString(value));
  }

  /** Writes a number, or {@code null}. */
  public JsonWriter numberOrNull(@Nullable Integer value) {
    return value == null ? nothing() : number(value.longValue());
  }

  /** Writes a whole number. */
  public JsonWriter number(long value) {
    reserve(MAX_LONG_CHARS);
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

  /** Writes a number as its sixteen hexadecimal digits, without quotation marks. */
  public JsonWriter hex(long value) {
    reserve(Hex.DIGITS);
    Hex.write(value, bytes, length);
    length += Hex.DIGITS;
    return this;
  }

  /** Writes an array of strings. */
  public JsonWriter strings(List<String> texts) {
    ascii('[');
    for (String text : texts) {
      comma('[');
      string(text);
    }
    return ascii(']');
  }

  /** Writes an array of values. */
  public JsonWriter array(Collection<Json> values) {
    ascii('[');
    int first = length;
    for (Json value : values) {
      if (length > first) {
        ascii(',');
      }
      value(value);
    }
    return ascii(']');
  }

  /** Writes a string, or {@code null}. */
  public JsonWriter stringOrNull(@Nullable String text) {
    return text == null ? nothing() : string(text);
  }

  /** Writes a string. Half a surrogate pair, which has no UTF-8 form, becomes U+FFFD. */
  public JsonWriter string(String text) {
    return string(text, false);
  }

  /**
   * Writes a string. Half a surrogate pair becomes an escape such as {@code \\ud83d}, which JSON
   * allows although some readers refuse it.
   */
  public JsonWriter exactString(String text) {
    return string(text, true);
  }

  private JsonWriter string(String text, boolean keepsHalves) {
    ascii('"');
    int at = 0;
    while (at < text.length()) {
      int stop = endOfStride(text, at);
      reserve(JsonStringEncoder.MAX_CHAR_BYTES * (stop - at));
      length = JsonStringEncoder.encode(text, at, stop, bytes, length, keepsHalves);
      at = stop;
    }
    return ascii('"');
  }

  private static int endOfStride(String text, int start) {
    int stop = Math.min(text.length(), start + STRIDE);
    boolean splitsPair = stop < text.length() && Character.isHighSurrogate(text.charAt(stop - 1));
    return splitsPair ? stop + 1 : stop;
  }

  private void reserve(int more) {
    if (more > bytes.length - length) {
      int needed = Math.addExact(length, more);
      long grown = (long) bytes.length + Math.min(bytes.length, MAX_STEP);
      long target = Math.max(grown, (long) needed + ROOM_BEHIND);
      bytes = Arrays.copyOf(bytes, (int) Math.min(target, MAX_ARRAY));
    }
  }
}
