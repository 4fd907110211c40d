package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import tools.jackson.core.JsonParser;

/**
 * One line without its newline. It is a part of the reader's array and valid until the reader reads
 * the next frame.
 */
public final class Frame {
  private final byte[] array;
  private final int offset;
  private final int length;

  /** Makes a frame of {@code length} bytes from {@code offset} on; they are not copied. */
  public Frame(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** Makes a frame of a text. */
  public static Frame of(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new Frame(bytes, 0, bytes.length);
  }

  /** Returns the array that holds the line, among others. */
  public byte[] array() {
    return array;
  }

  /** Returns the index of the line's first byte. */
  public int offset() {
    return offset;
  }

  /** Returns the number of bytes. */
  public int length() {
    return length;
  }

  /** Opens a parser of the line. */
  JsonParser parser() {
    return JsonParsers.DEFAULT.open(array, offset, length);
  }

  /** Copies the value at whose start {@code parser}, opened here, stands. */
  Json copyValue(JsonParser parser) {
    return JsonParsers.copyValue(parser, array, offset, offset + length);
  }

  /** Returns the line as text, with U+FFFD for bytes that are not UTF-8. */
  public String text() {
    return new String(array, offset, length, UTF_8);
  }
}
