package dev.reeve.supervisor.serve.page;

/**
 * Text of an HTML page. Markup is given by the program; everything else goes through {@link #text}
 * or {@link #lines}, which escape it. Not thread-safe.
 */
final class HtmlWriter {
  private final StringBuilder html = new StringBuilder();

  /** Appends markup as it is. */
  HtmlWriter markup(String constant) {
    html.append(constant);
    return this;
  }

  /** Appends text on one line; characters that cannot be seen are escaped visibly. */
  HtmlWriter text(String text) {
    return escaped(ShownText.onLine(text));
  }

  /** Appends a number. */
  HtmlWriter number(long number) {
    html.append(number);
    return this;
  }

  /** Appends text with its lines. */
  HtmlWriter lines(String text) {
    return escaped(ShownText.inLines(text));
  }

  private HtmlWriter escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
    return this;
  }

  /** Appends a cell of a table, with one class or none. */
  HtmlWriter cell(String cssClass, String text) {
    return markup(cssClass.isEmpty() ? "<td>" : "<td class=\"" + cssClass + "\">")
        .text(text)
        .markup("</td>");
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
