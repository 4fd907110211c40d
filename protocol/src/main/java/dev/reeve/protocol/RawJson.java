package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * One JSON value as UTF-8 bytes on a single line: how payloads and results travel, without ever
 * becoming a tree. Immutable as long as the array it was made of is left alone.
 */
public final class RawJson {

  /** The value {@code null}. */
  public static final RawJson NULL = new RawJson("null".getBytes(UTF_8));

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
