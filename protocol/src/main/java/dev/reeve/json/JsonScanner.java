package dev.reeve.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reeve.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a JSON value that is written in the plainest way, and so is known to be valid,
 * at the cost of a look at each byte. Of everything else it says that it does not know: that is for
 * a parser. A subset of RFC 8259: no white space between tokens, ASCII only, no escapes with four
 * digits, no deep nesting. It changes nothing; any thread that may read the bytes.
 */
public final class JsonScanner {

  /** Said of what this class does not know. */
  public static final int UNKNOWN = -1;

  /** Far below {@link Protocol#MAX_DEPTH}, to which the levels around the value count. */
  private static final int MAX_DEPTH = 16;

  /** Far below what a parser allows for a number. */
  private static final int MAX_NUMBER = 100;

  /** Far below what a parser allows for a name, its quotation marks included. */
  private static final int MAX_NAME = 200;

  private final byte[] bytes;
  private final int limit;

  /**
   * @param limit index after the last byte that may be looked at
   */
  public JsonScanner(byte[] bytes, int limit) {
    this.bytes = bytes;
    this.limit = limit;
  }

  /** Index after the value that begins at {@code at}, or {@link #UNKNOWN}. */
  public int endOfValue(int at) {
    return endOfValue(at, 0);
  }

  private int endOfValue(int at, int depth) {
    return switch (byteAt(at)) {
      case '"' -> endOfString(at);
      case '{' -> depth < MAX_DEPTH ? endOfObject(at, depth + 1) : UNKNOWN;
      case '[' -> depth < MAX_DEPTH ? endOfArray(at, depth + 1) : UNKNOWN;
      case 't' -> endOfWord(at, "true");
      case 'f' -> endOfWord(at, "false");
      case 'n' -> endOfWord(at, "null");
      default -> endOfNumber(at);
    };
  }

  private int endOfObject(int open, int depth) {
    int at = open + 1;
    if (byteAt(at) == '}') {
      return at + 1;
    }
    while (true) {
      at = endOfMember(at, depth);
      if (byteAt(at) != ',') {
        return byteAt(at) == '}' ? at + 1 : UNKNOWN;
      }
      at++;
    }
  }

  private int endOfMember(int at, int depth) {
    int colon = byteAt(at) == '"' ? endOfString(at) : UNKNOWN;
    return byteAt(colon) == ':' && colon - at <= MAX_NAME ? endOfValue(colon + 1, depth) : UNKNOWN;
  }

  private int endOfArray(int open, int depth) {
    int at = open + 1;
    if (byteAt(at) == ']') {
      return at + 1;
    }
    while (true) {
      at = endOfValue(at, depth);
      if (byteAt(at) != ',') {
        return byteAt(at) == ']' ? at + 1 : UNKNOWN;
      }
      at++;
    }
  }

  /**
   * Index after the string whose opening quotation mark is at {@code open}, or {@link #UNKNOWN}.
   */
  public int endOfString(int open) {
    int at = open + 1;
    while (at < limit && bytes[at] != '"') {
      if (bytes[at] < ' ') { // a control character, or no ASCII
        return UNKNOWN;
      }
      if (bytes[at] == '\\' && !isShortEscape(byteAt(++at))) {
        return UNKNOWN;
      }
      at++;
    }
    return at < limit ? at + 1 : UNKNOWN;
  }

  /** The string that begins at {@code open} if it has no escapes; null if it has, or is none. */
  public @Nullable String plainText(int open) {
    int end = byteAt(open) == '"' ? endOfString(open) : UNKNOWN;
    for (int i = open; i < end; i++) {
      if (bytes[i] == '\\') {
        return null;
      }
    }
    return end < 0 ? null : new String(bytes, open + 1, end - open - 2, ISO_8859_1);
  }

  private static boolean isShortEscape(int letter) {
    return switch (letter) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
      default -> false;
    };
  }

  private int endOfWord(int start, String word) {
    for (int i = 1; i < word.length(); i++) {
      if (byteAt(start + i) != word.charAt(i)) {
        return UNKNOWN;
      }
    }
    return start + word.length();
  }

  private int endOfNumber(int start) {
    int first = byteAt(start) == '-' ? start + 1 : start;
    int at = byteAt(first) == '0' ? first + 1 : endOfDigits(first);
    if (byteAt(at) == '.') {
      at = endOfDigits(at + 1);
    }
    if (byteAt(at) == 'e' || byteAt(at) == 'E') {
      int sign = byteAt(at + 1);
      at = endOfDigits(sign == '+' || sign == '-' ? at + 2 : at + 1);
    }
    return at - start > MAX_NUMBER ? UNKNOWN : at;
  }

  /** Index after one digit or more. */
  private int endOfDigits(int start) {
    int at = start;
    while (isDigit(byteAt(at))) {
      at++;
    }
    return at > start ? at : UNKNOWN;
  }

  public static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  /** The byte at that index; −1, which is no ASCII, where there is none. */
  private int byteAt(int at) {
    return at >= 0 && at < limit ? bytes[at] : -1;
  }
}
