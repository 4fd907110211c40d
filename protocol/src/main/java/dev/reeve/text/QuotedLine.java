package dev.reeve.text;

/** Foreign text made fit for one line of a log or a terminal. */
public final class QuotedLine {
  private static final int MAX_CHARS = 200;

  private QuotedLine() {}

  /** The text in quotation marks, cut at 200 characters, with control characters escaped. */
  public static String of(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().limit(MAX_CHARS).forEach(c -> append(quoted, (char) c));
    return quoted.append(text.length() > MAX_CHARS ? "…\"" : "\"").toString();
  }

  /** What moves the cursor, reorders the text or ends the line on some terminal. */
  private static boolean isUnfit(char c) {
    int type = Character.getType(c);
    return Character.isISOControl(c)
        || type == Character.SURROGATE
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static void append(StringBuilder quoted, char c) {
    if (c == '"' || c == '\\') {
      quoted.append('\\').append(c);
    } else if (c == '\t') {
      quoted.append("\\t");
    } else if (isUnfit(c)) {
      quoted.append(String.format("\\u%04x", (int) c));
    } else {
      quoted.append(c);
    }
  }
}
