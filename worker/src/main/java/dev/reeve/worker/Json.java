package dev.reeve.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** One JSON value as its text, for handlers that take or give JSON as it is. Immutable. */
public final class Json {
  private final byte[] utf8;

  private Json(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** Takes over the UTF-8 bytes of one JSON value; they must not be changed afterwards. */
  public static Json ofUtf8(byte[] utf8) {
    return new Json(utf8);
  }

  /** The JSON value with this text; that it is valid is checked when it is sent. */
  public static Json of(String text) {
    return new Json(text.getBytes(UTF_8));
  }

  /** The bytes themselves, not a copy: to be read only. */
  public byte[] utf8() {
    return utf8;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Json that && Arrays.equals(utf8, that.utf8);
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
