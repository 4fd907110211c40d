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
import java.util.OptionalLong;

/**
 * One JSON value as UTF-8 bytes on a single line: how payloads and results travel, without ever
 * becoming a tree. Immutable as long as the array it was made of is left alone.
 */
public final class RawJson {

  /** The value {@code null}. */
  public static final RawJson NULL = new RawJson("null".getBytes(UTF_8));

  /** Of a whole number of 64 bits, its sign included. */
  private static final int MOST_DIGITS = 20;

  private final byte[] utf8;

  private RawJson(byte[] utf8) {
    this.utf8 = utf8;
  }

  /**
   * Takes over an array known to hold one valid JSON value without a line break; it must not be
   * changed afterwards.
   */
  public static RawJson ofTrusted(byte[] utf8) {
    return new RawJson(utf8);
  }

  /**
   * The JSON value with this text, without the white space between its tokens; numbers and strings
   * stay as they are written.
   *
   * @throws IllegalArgumentException if it is no JSON value, is nested too deep for a message, or
   *     holds half a surrogate pair
   */
  public static RawJson parse(String text) {
    try {
      ByteBuffer utf8 = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return compact(utf8.array(), utf8.arrayOffset(), utf8.remaining());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not valid JSON: half a surrogate pair in the text", e);
    }
  }

  /**
   * As {@link #parse}, from {@code length} bytes of UTF-8, which are copied.
   *
   * @throws IllegalArgumentException also if the bytes are not UTF-8
   */
  public static RawJson compact(byte[] array, int offset, int length) {
    return new RawJson(JsonCompactor.compact(array, offset, length));
  }

  /**
   * Where the JSON string ends that begins at index {@code start}, found without decoding it: a
   * large one would take many times its size.
   *
   * @param limit index after the last byte of the text
   * @return the index after its closing quotation mark; −1 if it has none
   */
  public static int endOfString(byte[] utf8, int start, int limit) {
    int at = start + 1;
    while (at < limit && utf8[at] != '"') {
      at += utf8[at] == '\\' ? 2 : 1;
    }
    return at < limit ? at + 1 : -1;
  }

  /** A whole number. */
  public static RawJson of(long number) {
    return new RawJson(Long.toString(number).getBytes(UTF_8));
  }

  /** A string. */
  public static RawJson text(String text) {
    JsonWriter buffer = new JsonWriter(text.length() + 2);
    buffer.text(text);
    return new RawJson(buffer.toByteArray());
  }

  /** An array of these values. */
  public static RawJson arrayOf(Collection<RawJson> values) {
    JsonWriter buffer = new JsonWriter(arrayBytes(values));
    buffer.array(values);
    return new RawJson(buffer.toByteArray());
  }

  private static int arrayBytes(Collection<RawJson> values) {
    int bytes = 2;
    for (RawJson value : values) {
      bytes = Math.addExact(bytes, value.length() + 1);
    }
    return bytes;
  }

  /**
   * The values of this array, in their order.
   *
   * @throws IllegalArgumentException if this is no array
   */
  public List<RawJson> elements() {
    return JsonElements.of(this);
  }

  /** The whole number of 64 bits that this is; empty if it is none. */
  public OptionalLong toWhole() {
    if (utf8.length > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(toString()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** How many arrays and objects are within each other, at most; 0 for a number, say. */
  public int depth() {
    int deepest = 0;
    int depth = 0;
    for (int at = 0; at < utf8.length; at++) {
      switch (utf8[at]) {
        case '"' -> at = Math.max(at, endOfString(utf8, at, utf8.length) - 1);
        case '[', '{' -> deepest = Math.max(deepest, ++depth);
        case ']', '}' -> depth--;
        default -> {}
      }
    }
    return deepest;
  }

  /** Length in bytes. */
  public int length() {
    return utf8.length;
  }

  /** The bytes themselves, not a copy: to be read only. */
  public byte[] utf8() {
    return utf8;
  }

  /** Writes the bytes. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(utf8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawJson that && Arrays.equals(utf8, that.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  /** The JSON text. */
  @Override
  public String toString() {
    return new String(utf8, UTF_8);
  }
}
