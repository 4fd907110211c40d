package dev.reeve.text;

/** Numbers of 64 bits as sixteen hexadecimal digits in lower case. */
public final class Hex {
  /** Number of digits. */
  public static final int DIGITS = 16;

  private Hex() {}

  /** Returns the digit of a value from 0 to 15, as ASCII. */
  public static byte digit(int value) {
    return (byte) (value < 10 ? '0' + value : 'a' + value - 10);
  }

  /** Writes the digits of {@code value} to {@code target}, from index {@code at} on. */
  public static void write(long value, byte[] target, int at) {
    for (int i = 0; i < DIGITS; i++) {
      target[at + i] = digit((int) (value >>> (4 * (DIGITS - 1 - i))) & 0xF);
    }
  }

  /**
   * Reads the number at index {@code from}.
   *
   * @return 0 if there are not sixteen such digits before {@code end}
   */
  public static long parse(byte[] bytes, int from, int end) {
    if (end - from < DIGITS) {
      return 0;
    }
    long value = 0;
    for (int i = from; i < from + DIGITS; i++) {
      int digit = valueOf(bytes[i]);
      if (digit < 0) {
        return 0;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static int valueOf(byte digit) {
    if (digit >= '0' && digit <= '9') {
      return digit - '0';
    }
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
  }
}
