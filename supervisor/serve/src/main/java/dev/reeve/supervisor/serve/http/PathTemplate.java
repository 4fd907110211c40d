package dev.reeve.supervisor.serve.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A path of the interface, such as {@code /v1/tasks/{id}}. A variable stands at the end and takes
 * all that is left, because ids and names of handlers may contain slashes.
 */
final class PathTemplate {
  private final String text;
  private final @Nullable String prefix;

  PathTemplate(String text) {
    this.text = text;
    int brace = text.indexOf('{');
    this.prefix = brace < 0 ? null : text.substring(0, brace);
  }

  /** Returns the value of the variable; empty if there is none; null if the path does not match. */
  @Nullable String match(String path) {
    if (prefix == null) {
      return path.equals(text) ? "" : null;
    }
    return path.startsWith(prefix) && path.length() > prefix.length()
        ? path.substring(prefix.length())
        : null;
  }

  /**
   * Returns a text without its percent signs.
   *
   * @throws ProblemException if it is not UTF-8, or holds a percent sign without two digits
   */
  static String decode(String encoded) throws ProblemException {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes.write(escaped(encoded, i));
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(
          Problem.badRequest("the path is not UTF-8 after its percent signs"));
    }
  }

  private static int escaped(String encoded, int at) throws ProblemException {
    int high = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 1), 16) : -1;
    int low = high < 0 ? -1 : Character.digit(encoded.charAt(at + 2), 16);
    if (low < 0) {
      throw new ProblemException(
          Problem.badRequest("the path has a percent sign without two hexadecimal digits"));
    }
    return high * 16 + low;
  }

  /**
   * Returns a path with its variable written so that {@link #decode} gives it back. Slashes stay as
   * they are, except where a client would change what is between them.
   */
  static String encode(String text) {
    String plain = isChangedByClients(text) ? "-_~" : "-._~/";
    StringBuilder out = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (word || plain.indexOf(c) >= 0) {
        out.append((char) c);
      } else {
        out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }

  /** Clients resolve {@code .} and {@code ..}, and some drop empty parts. */
  private static boolean isChangedByClients(String text) {
    String parts = "/" + text + "/";
    return parts.contains("//") || parts.contains("/./") || parts.contains("/../");
  }

  @Override
  public String toString() {
    return text;
  }
}
