package dev.reeve.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a JSON value that is written plainly, in one look at each byte, and so knows
 * that it is valid. Plain JSON is a part of RFC 8259: ASCII, no white space between tokens, no
 * escapes with four digits, no deep nesting, no very long names and numbers. For everything else
 * the answer is {@link #UNKNOWN}, and a parser must read it. Usable by any thread that may read the
 * bytes.
 */
public final class JsonScanner {

  /** Returned where the text is not plain JSON; it may be valid all the same. */
  public static final int UNKNOWN = -1;

  /** Far below {@link Json#MAX_DEPTH}. */
  private static final int MAX_DEPTH = 16;

  /** Characters of a number, far below what any parser is allowed to read. */
  private static final int MAX_NUMBER = 100;

  /** Characters of a name and its quotation marks, far below what any parser may read. */
  private static final int MAX_NAME = 200;

  private final byte[] bytes;
  private final int limit;

  /**
   * Makes a scanner of an array.
   *
   * @param limit index after the last byte that may be read
   */
  public JsonScanner(byte[] bytes, int limit) {
    this.bytes = bytes;
    this.limit = limit;
  }

  /** Returns the index after the value that begins at {@code at}, or {@link #UNKNOWN}. */
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
   * Returns the index after the string whose opening quotation mark is at {@code open}, or {@link
   * #UNKNOWN}.
   */
  public int endOfString(int open) {
    int at = open + 1;
    while (at < limit && bytes[at] != '"') {
      if (bytes[at] < ' ') { // a control character, or not ASCII
        return UNKNOWN;
      }
      if (bytes[at] == '\\' && !isShortEscape(byteAt(++at))) {
        return UNKNOWN;
      }
      at++;
    }
    return at < limit ? at + 1 : UNKNOWN;
  }

  /** Returns the string that begins at {@code open}; null if there is none, or one with escapes. */
  public @Nullable String plainText(int open) {
    int end = byteAt(open) == '"' ? endOfString(open) : UNKNOWN;
    for (int i = open; i < end; i++) {
      if (bytes[i] == '\\') {
        return null;
      }
    }
    return end < 0 ? null : new String(bytes, open + 1, end - open - 2, ISO_8859_1);
  }

  /**
   * Finds the end of a JSON string of any form without decoding it: a large one would take many
   * times its size.
   *
   * @param start index of its opening quotation mark
   * @param limit index after the last byte of the text
   * @return index after its closing quotation mark; −1 if it has none
   */
  public static int endOfValidString(byte[] utf8, int start, int limit) {
    int at = start + 1;
    while (at < limit && utf8[at] != '"') {
      at += utf8[at] == '\\' ? 2 : 1;
    }
    return at < limit ? at + 1 : -1;
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

  /** Returns the index after the digits at {@code start}, of which there must be one. */
  private int endOfDigits(int start) {
    int at = start;
    while (isDigit(byteAt(at))) {
      at++;
    }
    return at > start ? at : UNKNOWN;
  }

  /** Returns whether the character is an ASCII digit. */
  public static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  /** Returns the byte at that index; −1, which is no ASCII, outside of the text. */
  private int byteAt(int at) {
    return at >= 0 && at < limit ? bytes[at] : -1;
  }
}
