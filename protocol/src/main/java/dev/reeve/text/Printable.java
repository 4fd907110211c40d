package dev.reeve.text;

import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * Text from elsewhere, made fit for one line of a log, a message or a terminal: without the
 * characters that can move the cursor, reorder the text or end the line.
 */
public final class Printable {
  private static final char REPLACEMENT = '\uFFFD';

  private Printable() {}

  /** Returns whether a terminal only prints this character. */
  public static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Returns the text with U+FFFD for each character that is not printable. */
  public static String replaced(String text) {
    return map(text, (out, point) -> out.append(REPLACEMENT));
  }

  /** Returns the text with an escape, such as {@code \\u001b}, for what is not printable. */
  public static String escaped(String text) {
    return map(text, Printable::escape);
  }

  /** Returns the text as {@link #escaped}, but with spaces for tabs and the ends of lines. */
  public static String onOneLine(String text) {
    return map(text, Printable::spaceOrEscape);
  }

  private static String map(String text, BiConsumer<StringBuilder, Integer> unprintable) {
    if (text.codePoints().allMatch(Printable::isPrintable)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              if (isPrintable(point)) {
                out.appendCodePoint(point);
              } else {
                unprintable.accept(out, point);
              }
            });
    return out.toString();
  }

  private static void spaceOrEscape(StringBuilder out, int point) {
    if (point == '\n' || point == '\r' || point == '\t') {
      out.append(' ');
    } else {
      escape(out, point);
    }
  }

  private static void escape(StringBuilder out, int point) {
    out.append(String.format(Locale.ROOT, "\\u%04x", point));
  }
}
