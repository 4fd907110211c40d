package dev.reeve.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.text.Utf8;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a JSON value in one look at each byte, and so knows that it is valid. It knows
 * all of RFC 8259 but what is rare: line breaks between tokens, deep nesting, very long names and
 * numbers. For these, and for what is not valid, the answer is {@link #UNKNOWN}, and a parser must
 * read it. Usable by any thread that may read the bytes; a scanner belongs to one thread.
 */
public final class JsonScanner {

  /** Returned where a parser must read the text; it may be valid all the same. */
  public static final int UNKNOWN = -1;

  /** Far below {@link Json#MAX_DEPTH}. */
  private static final int MAX_DEPTH = 16;

  /** Characters of a number, far below what any parser is allowed to read. */
  private static final int MAX_NUMBER = 100;

  /** Characters of a name and its quotation marks, far below what any parser may read. */
  private static final int MAX_NAME = 200;

  private static final int UNICODE_DIGITS = 4;

  private final byte[] bytes;
  private final int limit;

  /** True if white space was found between the tokens of a value. */
  private boolean hasSpaces;

  /** True if the last string has characters beyond ASCII, or escapes. */
  private boolean isWide;

  private boolean hasEscapes;

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
    hasSpaces = false;
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
    int at = afterSpaces(open + 1);
    if (byteAt(at) == '}') {
      return at + 1;
    }
    while (true) {
      at = afterSpaces(endOfMember(at, depth));
      if (byteAt(at) != ',') {
        return byteAt(at) == '}' ? at + 1 : UNKNOWN;
      }
      at = afterSpaces(at + 1);
    }
  }

  private int endOfMember(int at, int depth) {
    int end = byteAt(at) == '"' ? endOfString(at) : UNKNOWN;
    int colon = end - at <= MAX_NAME ? afterSpaces(end) : UNKNOWN;
    return byteAt(colon) == ':' ? endOfValue(afterSpaces(colon + 1), depth) : UNKNOWN;
  }

  private int endOfArray(int open, int depth) {
    int at = afterSpaces(open + 1);
    if (byteAt(at) == ']') {
      return at + 1;
    }
    while (true) {
      at = afterSpaces(endOfValue(at, depth));
      if (byteAt(at) != ',') {
        return byteAt(at) == ']' ? at + 1 : UNKNOWN;
      }
      at = afterSpaces(at + 1);
    }
  }

  /** Returns the index of the first byte from {@code at} on that is neither space nor tab. */
  public int afterSpaces(int at) {
    int next = at;
    while (byteAt(next) == ' ' || byteAt(next) == '\t') {
      next++;
    }
    hasSpaces |= next > at;
    return next;
  }

  /**
   * Returns the index after the string whose opening quotation mark is at {@code open}, or {@link
   * #UNKNOWN}.
   */
  public int endOfString(int open) {
    isWide = false;
    hasEscapes = false;
    byte[] array = bytes; // read once: the first compiler would read the field for each byte
    int end = limit;
    int at = open + 1;
    while (at < end && array[at] != '"') {
      byte b = array[at];
      int width = b >= ' ' && b != '\\' ? 1 : widthOf(at, b);
      if (width == 0) {
        return UNKNOWN;
      }
      at += width;
    }
    return at < end ? at + 1 : UNKNOWN;
  }

  /** Returns the bytes of an escape or of a character beyond ASCII; 0 if it is not valid. */
  private int widthOf(int at, byte b) {
    if (b == '\\') {
      hasEscapes = true;
      return widthOfEscape(at + 1);
    }
    isWide = true;
    return b < 0 ? Utf8.width(bytes, at, limit) : 0; // a control character must be escaped
  }

  private int widthOfEscape(int letter) {
    return switch (byteAt(letter)) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
      case 'u' -> hasHexDigits(letter + 1) ? 2 + UNICODE_DIGITS : 0;
      default -> 0;
    };
  }

  private boolean hasHexDigits(int from) {
    for (int i = from; i < from + UNICODE_DIGITS; i++) {
      int digit = byteAt(i);
      int lower = digit | 0x20;
      if (!isDigit(digit) && (lower < 'a' || lower > 'f')) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the text from {@code open} to {@code end}, the quotation marks included, of the string
   * that {@link #endOfString} found last; null if it has escapes.
   */
  public @Nullable String text(int open, int end) {
    if (hasEscapes) {
      return null;
    }
    return new String(bytes, open + 1, end - open - 2, isWide ? UTF_8 : ISO_8859_1);
  }

  /**
   * Copies the value from {@code from} to {@code end}, which {@link #endOfValue} found last,
   * without the white space between its tokens.
   */
  public Json compactValue(int from, int end) {
    return Json.ofTrusted(
        hasSpaces
            ? JsonCompactor.removeWhiteSpace(bytes, from, end - from)
            : Arrays.copyOfRange(bytes, from, end));
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
