package dev.reeve.text;

/** A number of 64 bits as sixteen hexadecimal digits in lower case. */
public final class HexText {
  public static final int DIGITS = 16;

  private HexText() {}

  /** Reads it; 0 if it is not there. */
  public static long parse(byte[] bytes, int from, int end) {
    if (end - from < DIGITS) {
      return 0;
    }
    long value = 0;
    for (int i = from; i < from + DIGITS; i++) {
      int digit = digit(bytes[i]);
      if (digit < 0) {
        return 0;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static int digit(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }
}
