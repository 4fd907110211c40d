package dev.reeve.supervisor.process;

/** Foreign text made fit for one line of a log or a terminal. */
final class Quoted {
  private static final int MAX_CHARS = 200;

  private Quoted() {}

  /** The text in quotation marks, cut at 200 characters, with control characters escaped. */
  static String of(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().limit(MAX_CHARS).forEach(c -> append(quoted, (char) c));
    return quoted.append(text.length() > MAX_CHARS ? "…\"" : "\"").toString();
  }

  private static void append(StringBuilder quoted, char c) {
    if (c == '"' || c == '\\') {
      quoted.append('\\').append(c);
    } else if (c == '\t') {
      quoted.append("\\t");
    } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
      quoted.append(String.format("\\u%04x", (int) c));
    } else {
      quoted.append(c);
    }
  }
}
