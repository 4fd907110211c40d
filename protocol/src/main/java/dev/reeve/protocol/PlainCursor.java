package dev.reeve.protocol;

import dev.reeve.json.Json;
import dev.reeve.json.JsonScanner;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a line that is written in the plainest way, piece by piece. Whatever is written in
 * another way is no error here, but a case for the parser.
 */
final class PlainCursor {
  /** A number with more digits may be too large; it is left to the parser. */
  private static final int MOST_DIGITS = 18;

  private final byte[] bytes;
  private final int limit;
  private final JsonScanner scan;
  private int at;

  /** Whether something was not written in the plainest way. */
  private boolean isOdd;

  private PlainCursor(byte[] bytes, int at, int limit) {
    this.bytes = bytes;
    this.at = at;
    this.limit = limit;
    this.scan = new JsonScanner(bytes, limit);
  }

  static PlainCursor of(Frame frame) {
    return new PlainCursor(frame.array(), frame.offset(), frame.offset() + frame.length());
  }

  static PlainCursor of(Json json) {
    return new PlainCursor(json.utf8(), 0, json.length());
  }

  /** Goes past this piece, if it comes next. */
  boolean passes(byte[] expected) {
    int end = at + expected.length;
    if (end > limit || !Arrays.equals(bytes, at, end, expected, 0, expected.length)) {
      return false;
    }
    at = end;
    return true;
  }

  /** A whole number from 0 on; −1 if there is none, or one with too many digits. */
  long whole() {
    int start = at;
    long number = 0;
    while (at < limit && JsonScanner.isDigit(bytes[at]) && at - start < MOST_DIGITS) {
      number = 10 * number + bytes[at++] - '0';
    }
    boolean isPlain = at > start && (at == start + 1 || bytes[start] != '0');
    return isPlain ? number : -1;
  }

  @Nullable String text() {
    String text = scan.plainText(at);
    if (text != null) {
      at += text.length() + 2;
    }
    return text;
  }

  @Nullable Json value() {
    int end = scan.endOfValue(at);
    if (end < 0) {
      return null;
    }
    Json value = Json.ofTrusted(Arrays.copyOfRange(bytes, at, end));
    at = end;
    return value;
  }

  /** The number after this piece, which may be below 0; 0 if the piece is not there. */
  long numberAfter(byte[] piece) {
    if (!passes(piece)) {
      return 0;
    }
    boolean isNegative = at < limit && bytes[at] == '-';
    at += isNegative ? 1 : 0;
    long number = whole();
    isOdd |= number < 0;
    return isNegative ? -number : number;
  }

  /** The text after this piece; null if the piece is not there. */
  @Nullable String textAfter(byte[] piece) {
    if (!passes(piece)) {
      return null;
    }
    String text = text();
    isOdd |= text == null;
    return text;
  }

  /** The value after this piece; null if the piece is not there. */
  @Nullable Json valueAfter(byte[] piece) {
    if (!passes(piece)) {
      return null;
    }
    Json value = value();
    isOdd |= value == null;
    return value;
  }

  /** Whether all was plain, and nothing comes any more but so many closing braces. */
  boolean endsWith(int braces) {
    for (int i = at; i < limit; i++) {
      if (bytes[i] != '}') {
        return false;
      }
    }
    return !isOdd && limit - at == braces;
  }
}
