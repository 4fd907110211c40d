package dev.reeve.text;

/** Checks bytes against RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF. */
public final class Utf8 {
  private Utf8() {}

  /** Returns the index of the first byte that belongs to no character; −1 if there is none. */
  public static int firstInvalid(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int width = bytes[at] >= 0 ? 1 : width(bytes, at, to);
      if (width == 0) {
        return at;
      }
      at += width;
    }
    return -1;
  }

  /** Returns the length of the character at {@code at}, which is not ASCII; 0 if malformed. */
  public static int width(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    int width = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (at + width > to) {
      return 0;
    }
    for (int i = at + 1; i < at + width; i++) {
      if (!isContinuation(bytes[i])) {
        return 0;
      }
    }
    return width > 2 && !isSecondAllowed(lead, bytes[at + 1] & 0xFF) ? 0 : width;
  }

  /** The second byte shows overlong forms, surrogates and characters past U+10FFFF. */
  private static boolean isSecondAllowed(int lead, int second) {
    return switch (lead) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second < 0xA0;
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second < 0x90;
      default -> true;
    };
  }

  /** Returns the number of characters (code points) in bytes that are UTF-8. */
  public static int characters(byte[] bytes, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += isContinuation(bytes[i]) ? 0 : 1;
    }
    return count;
  }

  /** Returns whether {@code b} is the second or a later byte of a character. */
  public static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  /** Returns the length of the byte order mark at the beginning: 3, or 0 if there is none. */
  public static int markLength(byte[] bytes, int from, int to) {
    boolean mark =
        to - from >= 3
            && bytes[from] == (byte) 0xEF
            && bytes[from + 1] == (byte) 0xBB
            && bytes[from + 2] == (byte) 0xBF;
    return mark ? 3 : 0;
  }

  /**
   * Returns whether the text begins like UTF-16 or UTF-32: with their byte order mark, or with a
   * zero byte among the first two, as ASCII does in them.
   */
  public static boolean looksWide(byte[] bytes, int from, int to) {
    if (to - from < 2) {
      return false;
    }
    int first = bytes[from] & 0xFF;
    int second = bytes[from + 1] & 0xFF;
    boolean mark = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
    return mark || first == 0 || second == 0;
  }
}
