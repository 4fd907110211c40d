package dev.reeve.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;

/**
 * One JSON value as UTF-8 bytes. Payloads and results travel in this form and never become a tree;
 * a handler whose request or result type is {@code Json} gets and gives the text as it is.
 *
 * <p>{@link #of} and {@link #ofUtf8} take any text and check nothing: the value is checked when it
 * is sent, by {@link #checked()}, which also removes the white space between its tokens. All other
 * values are known to be valid and to stand on a single line; they are not checked again.
 *
 * <p>Two values are equal if their bytes are. Immutable as long as the array that it was made of is
 * not changed; usable by many threads.
 */
public final class Json {

  /**
   * Deepest nesting of arrays and objects in a checked value. A message adds two levels around it,
   * which makes the {@link JsonParsers#MAX_DEPTH} of the parser that reads the message.
   */
  public static final int MAX_DEPTH = JsonParsers.MAX_DEPTH - 2;

  /** The value {@code null}. */
  public static final Json NULL = ofTrusted("null".getBytes(UTF_8));

  /** Length of the longest whole number of 64 bits, its sign included. */
  private static final int MAX_LONG_CHARS = 20;

  private final byte[] utf8;

  /** True if the bytes are known to be one valid JSON value on a single line. */
  private final boolean isChecked;

  private Json(byte[] utf8, boolean isChecked) {
    this.utf8 = utf8;
    this.isChecked = isChecked;
  }

  /** Makes a value of its JSON text, such as {@code {"n": 1}}. The text is checked when sent. */
  public static Json of(String text) {
    return new Json(text.getBytes(UTF_8), false);
  }

  /**
   * Makes a value of its JSON text as UTF-8. The array is not copied and must not be changed
   * afterwards. It is checked when sent.
   */
  public static Json ofUtf8(byte[] utf8) {
    return new Json(utf8, false);
  }

  /**
   * Makes a value of an array that is known to hold one valid JSON value without a line break. The
   * array is neither checked nor copied and must not be changed afterwards. For Reeve's own
   * modules.
   */
  public static Json ofTrusted(byte[] utf8) {
    return new Json(utf8, true);
  }

  /**
   * Reads and checks a JSON text. White space between its tokens is removed; numbers and strings
   * stay as they are written.
   *
   * @throws IllegalArgumentException if the text is not one JSON value, is nested deeper than
   *     {@link #MAX_DEPTH}, or holds half a surrogate pair
   */
  public static Json parse(String text) {
    try {
      ByteBuffer utf8 = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return parse(utf8.array(), utf8.arrayOffset(), utf8.remaining());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not valid JSON: half a surrogate pair in the text", e);
    }
  }

  /**
   * Reads and checks {@code length} bytes of UTF-8, as {@link #parse(String)} does a text. The
   * bytes are copied.
   *
   * @throws IllegalArgumentException also if the bytes are not UTF-8
   */
  public static Json parse(byte[] array, int offset, int length) {
    return ofTrusted(JsonCompactor.compact(array, offset, length));
  }

  /** Makes a number. */
  public static Json number(long number) {
    return ofTrusted(Long.toString(number).getBytes(UTF_8));
  }

  /** Makes a string. Half a surrogate pair in it becomes an escape such as {@code \\ud83d}. */
  public static Json string(String text) {
    return new JsonWriter(text.length() + 2).exactString(text).toJson();
  }

  /** Makes an array of these values. */
  public static Json array(Collection<Json> values) {
    int bytes = 2;
    for (Json value : values) {
      bytes = Math.addExact(bytes, value.length() + 1);
    }
    return new JsonWriter(bytes).array(values).toJson();
  }

  /**
   * Returns this value if it is known to be valid and to stand on a single line, otherwise a copy
   * that {@link #parse(byte[], int, int)} has checked.
   *
   * @throws IllegalArgumentException if it is not valid, or nested deeper than {@link #MAX_DEPTH}
   */
  public Json checked() {
    return isChecked ? this : parse(utf8, 0, utf8.length);
  }

  /**
   * Returns the elements of this array, in their order.
   *
   * @throws IllegalArgumentException if it is not an array
   */
  public List<Json> elements() {
    return JsonElements.of(checked());
  }

  /** Returns the whole number of 64 bits that this value is; empty if it is another value. */
  public OptionalLong toLong() {
    if (utf8.length > MAX_LONG_CHARS) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(toString()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Returns the text that this value is; empty if it is no string.
   *
   * @throws IllegalArgumentException as {@link #checked} does
   */
  public Optional<String> toText() {
    byte[] valid = checked().utf8;
    try (JsonParser parser = JsonParsers.DEFAULT.openUnchecked(valid, 0, valid.length)) {
      return Optional.ofNullable(parser.nextStringValue());
    }
  }

  /** Returns how deep arrays and objects are nested: 0 for a number, 1 for {@code []}. */
  public int depth() {
    int deepest = 0;
    int depth = 0;
    for (int at = 0; at < utf8.length; at++) {
      switch (utf8[at]) {
        case '"' -> at = Math.max(at, JsonScanner.endOfValidString(utf8, at, utf8.length) - 1);
        case '[', '{' -> deepest = Math.max(deepest, ++depth);
        case ']', '}' -> depth--;
        default -> {}
      }
    }
    return deepest;
  }

  /** Returns the length in bytes. */
  public int length() {
    return utf8.length;
  }

  /** Returns the bytes themselves, not a copy; they must not be changed. */
  public byte[] utf8() {
    return utf8;
  }

  /** Writes the bytes to {@code out}. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(utf8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Json that && Arrays.equals(utf8, that.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  /** Returns the JSON text. */
  @Override
  public String toString() {
    return new String(utf8, UTF_8);
  }
}
