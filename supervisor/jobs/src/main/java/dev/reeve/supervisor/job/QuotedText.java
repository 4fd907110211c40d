package dev.reeve.supervisor.job;

/** Text from a job in a message: short, quoted, and harmless on a terminal. */
public final class QuotedText {
  private static final int MAX_CHARS = 60;

  private QuotedText() {}

  /** {@code text} between quotation marks, cut where it is long. */
  public static String of(String text) {
    return '"' + cut(text) + '"';
  }

  /** {@code text} without quotation marks, cut where it is long. */
  static String cut(String text) {
    boolean fits = text.length() <= MAX_CHARS;
    String shown = fits ? text : text.substring(0, MAX_CHARS) + "…";
    return printable(shown);
  }

  /** {@code text} without what would steer a terminal. */
  static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(isHarmless(c) ? c : '\uFFFD'));
    return clean.toString();
  }

  private static boolean isHarmless(int codePoint) {
    return !Character.isISOControl(codePoint)
        && Character.getType(codePoint) != Character.FORMAT
        && Character.getType(codePoint) != Character.SURROGATE
        && Character.getType(codePoint) != Character.LINE_SEPARATOR
        && Character.getType(codePoint) != Character.PARAGRAPH_SEPARATOR;
  }
}
