package dev.reeve.text;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Quotations of text from elsewhere: short ones for a sentence, and exact ones for a line of the
 * log. All are {@link Printable}, and end in an ellipsis where they are cut.
 */
public final class Quote {
  private static final int MAX_CHARS = 60;
  private static final int MAX_HEAD_BYTES = 80;
  private static final int MAX_LINE_CHARS = 200;

  private Quote() {}

  /**
   * Quotes a word in a sentence: in quotation marks, at most 60 characters, with U+FFFD for what is
   * not printable.
   */
  public static String of(String text) {
    return '"' + shortened(text) + '"';
  }

  /** Quotes as {@link #of}, but without quotation marks. */
  public static String shortened(String text) {
    return Printable.replaced(cut(text, MAX_CHARS));
  }

  /**
   * Quotes a text in a message: without quotation marks, on one line, at most 200 characters, with
   * escapes for what is not printable.
   */
  public static String text(String text) {
    return Printable.onOneLine(cut(text, MAX_LINE_CHARS));
  }

  /**
   * Quotes the beginning of a line of bytes without quotation marks: at most 80 bytes, with U+FFFD
   * for what is not UTF-8 or not printable.
   */
  public static String head(byte[] array, int offset, int length) {
    String head = new String(array, offset, Math.min(length, MAX_HEAD_BYTES), UTF_8);
    return Printable.replaced(length > MAX_HEAD_BYTES ? head + '…' : head);
  }

  /**
   * Quotes a whole line for the log, so that its characters can be told: in quotation marks, at
   * most 200 characters, with escapes for quotation marks, backslashes and what is not printable.
   */
  public static String line(String text) {
    String escaped = cut(text, MAX_LINE_CHARS).replace("\\", "\\\\").replace("\"", "\\\"");
    return '"' + Printable.escaped(escaped.replace("\t", "\\t")) + '"';
  }

  private static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(maxChars - 1));
    return text.substring(0, splitsPair ? maxChars - 1 : maxChars) + '…';
  }
}
