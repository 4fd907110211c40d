package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import tools.jackson.core.JsonParser;

/**
 * One line without its newline: a part of an array, valid until the next frame is asked of the same
 * reader.
 */
public final class Frame {
  private final byte[] array;
  private final int offset;
  private final int length;

  /** A view of {@code length} bytes from {@code offset} on; nothing is copied. */
  public Frame(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** A frame of its own for {@code text}. */
  public static Frame of(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new Frame(bytes, 0, bytes.length);
  }

  /** The array that holds the line, among others. */
  public byte[] array() {
    return array;
  }

  /** Index of the line's first byte. */
  public int offset() {
    return offset;
  }

  /** Number of bytes. */
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

  /** The line as text, with U+FFFD for what is not UTF-8. */
  public String text() {
    return new String(array, offset, length, UTF_8);
  }
}
