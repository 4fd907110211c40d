package dev.reeve.text;

/** Parts of the notations in which people write durations, sizes and counts. */
public final class Notation {

  /** Digits of the longest number that is read; any such number fits a long. */
  static final int MAX_DIGITS = 18;

  private Notation() {}

  /** Returns the whole number that the text spells in at most 18 ASCII digits; otherwise −1. */
  public static long wholeNumber(String text) {
    if (text.isEmpty() || text.length() > MAX_DIGITS || !text.chars().allMatch(Notation::isDigit)) {
      return -1;
    }
    return Long.parseLong(text);
  }

  /** Returns whether the character is an ASCII digit. */
  public static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /**
   * Makes the error for a text that is not in a notation.
   *
   * @param noun what the text should be, such as {@code duration}
   * @param examples of what it should look like
   */
  public static IllegalArgumentException invalid(String text, String noun, String examples) {
    return new IllegalArgumentException(
        Quote.of(text) + " is no " + noun + "; write one like " + examples);
  }
}
