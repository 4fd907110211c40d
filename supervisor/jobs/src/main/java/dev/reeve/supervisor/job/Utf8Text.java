package dev.reeve.supervisor.job;

/** Looks at bytes as UTF-8 (RFC 3629: no overlong forms, no surrogates, up to U+10FFFF). */
final class Utf8Text {
  private Utf8Text() {}

  /** Index of the first byte that belongs to no character, −1 if there is none. */
  static int firstInvalid(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int length = bytes[at] >= 0 ? 1 : lengthAt(bytes, at, to);
      if (length == 0) {
        return at;
      }
      at += length;
    }
    return -1;
  }

  /** Length of the valid character of several bytes at {@code at}; 0 if there is none. */
  private static int lengthAt(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (at + length > to || !isSecond(lead, bytes[at + 1] & 0xFF)) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if (!isContinuation(bytes[at + i])) {
        return 0;
      }
    }
    return length;
  }

  private static boolean isSecond(int lead, int second) {
    int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= lowest && second <= highest;
  }

  /** Number of characters (code points) in bytes that are UTF-8. */
  static int characters(byte[] bytes, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += isContinuation(bytes[i]) ? 0 : 1;
    }
    return count;
  }

  /** Whether {@code b} is no first byte of a character. */
  static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  /** Length of the byte order mark that may stand before UTF-8 text. */
  static int markLength(byte[] bytes, int from, int to) {
    boolean mark =
        to - from >= 3
            && bytes[from] == (byte) 0xEF
            && bytes[from + 1] == (byte) 0xBB
            && bytes[from + 2] == (byte) 0xBF;
    return mark ? 3 : 0;
  }

  /**
   * Whether the text begins like UTF-16 or UTF-32: with their byte order mark, or with a zero byte
   * among the first two, as ASCII does in them.
   */
  static boolean looksWide(byte[] bytes, int from, int to) {
    if (to - from < 2) {
      return false;
    }
    int first = bytes[from] & 0xFF;
    int second = bytes[from + 1] & 0xFF;
    boolean mark = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
    return mark || first == 0 || second == 0;
  }
}
