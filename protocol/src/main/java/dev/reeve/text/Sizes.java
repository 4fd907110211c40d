package dev.reeve.text;

import java.util.Locale;

/** Sizes in bytes as people write them: {@code 512k}, {@code 256m}, {@code 2g}; powers of 1024. */
public final class Sizes {
  private Sizes() {}

  /**
   * Reads a size, or a number of bytes, from 1.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static long parse(String text) {
    int shift = text.isEmpty() ? 0 : shiftOf(text.charAt(text.length() - 1));
    String digits = shift == 0 ? text : text.substring(0, text.length() - 1);
    long number = Notation.wholeNumber(digits);
    if (number < 1 || number > Long.MAX_VALUE >> shift) {
      throw Notation.invalid(text, "size", "512k, 256m or 2g, powers of 1024");
    }
    return number << shift;
  }

  private static int shiftOf(char unit) {
    return switch (unit) {
      case 'k', 'K' -> 10;
      case 'm', 'M' -> 20;
      case 'g', 'G' -> 30;
      default -> 0;
    };
  }

  /** Rounds for display: {@code 312k}, {@code 48.5m}, {@code 1.2g}. */
  public static String rounded(long bytes) {
    if (bytes < 1 << 20) {
      return (bytes >> 10) + "k";
    }
    boolean giga = bytes >= 1 << 30;
    return String.format(
        Locale.ROOT, "%.1f%s", (double) bytes / (giga ? 1 << 30 : 1 << 20), giga ? "g" : "m");
  }

  /** Writes a size in a sentence, cut to whole mebibytes: {@code 512 MiB}. */
  public static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }
}
