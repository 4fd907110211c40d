package dev.reeve.worker.runtime.handler;

/** Bounds texts whose length handlers choose. */
public final class TextLimit {
  private static final String MARK = " … (cut)";

  private TextLimit() {}

  /**
   * The text, or its beginning and a mark if it has more than {@code maxChars}; never half of a
   * surrogate pair at the cut.
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
