package dev.reeve.supervisor.serve.page;

import dev.reeve.text.Printable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text from elsewhere, cut to a length that a page can show, and with nothing invisible. */
final class ShownText {
  /** Colours and cursor movements of terminals. */
  private static final Pattern TERMINAL = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

  private ShownText() {}

  /** Returns at most so many characters, never half of one; {@code …} stands for the rest. */
  static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }

  static @Nullable String beginningOrNull(@Nullable String text, int most) {
    return text == null ? null : beginning(text, most);
  }

  /** Returns the last characters; {@code …} stands for the rest. */
  static @Nullable String endOrNull(@Nullable String text, int most) {
    if (text == null || text.length() <= most) {
      return text;
    }
    int start = text.length() - most;
    int from = Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start;
    return "…" + text.substring(from);
  }

  /** Returns the text without what a terminal would not print. */
  static @Nullable String withoutColours(@Nullable String text) {
    return text == null ? null : TERMINAL.matcher(text).replaceAll("");
  }

  /** Returns the text with an escape for each character that cannot be seen. */
  static String onLine(String text) {
    return Printable.escaped(text);
  }

  /** Returns the text in lines, without colours for terminals; the rest as {@link #onLine}. */
  static String inLines(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    String divider = "";
    for (String line : TERMINAL.matcher(text).replaceAll("").split("\r\n|\n|\r", -1)) {
      shown.append(divider).append(Printable.escaped(line.replace("\t", "    ")));
      divider = "\n";
    }
    return shown.toString();
  }
}
