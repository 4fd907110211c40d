package dev.reeve.worker.runtime.handler;

/** Limits the length of texts that handlers choose. */
public final class TextLimit {
  private static final String MARK = " … (cut)";

  private TextLimit() {}

  /**
   * Returns the text, or its beginning and a mark if it has more than {@code maxChars} characters.
   * A surrogate pair is not divided.
   */
  public static String to(int maxChars, String text) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = Math.max(0, maxChars - MARK.length());
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + MARK;
  }
}
