package dev.reeve.protocol;

import dev.reeve.json.Json;
import dev.reeve.json.JsonScanner;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A position in a line that is written plainly: in the pieces of {@link PlainForm} and in the JSON
 * that {@link JsonScanner} reads. A line in another form is not an error; the parser must read it.
 */
final class PlainCursor {
  /** A number with more digits may be too large for a long; the parser reads it. */
  private static final int MAX_DIGITS = 18;

  private final byte[] bytes;
  private final int limit;
  private final JsonScanner scanner;
  private int at;

  /** False once an optional member was found in another form. */
  private boolean isPlain = true;

  private PlainCursor(byte[] bytes, int at, int limit) {
    this.bytes = bytes;
    this.at = at;
    this.limit = limit;
    this.scanner = new JsonScanner(bytes, limit);
  }

  static PlainCursor of(Frame frame) {
    return new PlainCursor(frame.array(), frame.offset(), frame.offset() + frame.length());
  }

  static PlainCursor of(Json json) {
    return new PlainCursor(json.utf8(), 0, json.length());
  }

  /** Skips this piece if it comes next; returns whether it does. */
  boolean skip(byte[] expected) {
    int end = at + expected.length;
    if (end > limit || !Arrays.equals(bytes, at, end, expected, 0, expected.length)) {
      return false;
    }
    at = end;
    return true;
  }

  /** Reads a whole number from 0 on; −1 if there is none, or one with too many digits. */
  long number() {
    int start = at;
    long number = 0;
    while (at < limit && JsonScanner.isDigit(bytes[at]) && at - start < MAX_DIGITS) {
      number = 10 * number + bytes[at++] - '0';
    }
    boolean isNumber = at > start && (at == start + 1 || bytes[start] != '0');
    return isNumber ? number : -1;
  }

  /** Reads a string; null if there is none, or one that is not plain. */
  @Nullable String string() {
    int end = at < limit && bytes[at] == '"' ? scanner.endOfString(at) : JsonScanner.UNKNOWN;
    String text = end < 0 ? null : scanner.text(at, end);
    if (text != null) {
      at = end;
    }
    return text;
  }

  /** Reads any value; null if there is none, or one that is not plain. */
  @Nullable Json value() {
    int end = scanner.endOfValue(at);
    if (end < 0) {
      return null;
    }
    Json value = Json.ofTrusted(Arrays.copyOfRange(bytes, at, end));
    at = end;
    return value;
  }

  /**
   * Reads the number after this piece, which may be negative; 0 if the piece does not come next.
   */
  long numberAfter(byte[] piece) {
    if (!skip(piece)) {
      return 0;
    }
    boolean isNegative = at < limit && bytes[at] == '-';
    at += isNegative ? 1 : 0;
    long number = number();
    isPlain &= number >= 0;
    return isNegative ? -number : number;
  }

  /** Reads the string after this piece; null if the piece does not come next. */
  @Nullable String stringAfter(byte[] piece) {
    if (!skip(piece)) {
      return null;
    }
    String text = string();
    isPlain &= text != null;
    return text;
  }

  /** Reads the value after this piece; null if the piece does not come next. */
  @Nullable Json valueAfter(byte[] piece) {
    if (!skip(piece)) {
      return null;
    }
    Json value = value();
    isPlain &= value != null;
    return value;
  }

  /** Returns whether only a closing bracket is left. */
  boolean endsWithBracket() {
    return limit - at == 1 && bytes[at] == ']';
  }

  /** Returns whether all was plain and only so many closing braces are left. */
  boolean endsWith(int braces) {
    for (int i = at; i < limit; i++) {
      if (bytes[i] != '}') {
        return false;
      }
    }
    return isPlain && limit - at == braces;
  }
}
