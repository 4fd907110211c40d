package dev.reeve.text;

import java.util.List;
import java.util.Locale;

/**
 * Command lines as a shell would read them. A word with control characters, such as the end of a
 * line, is written as {@code $'…'}, which bash, ksh and zsh know, so that each command line is one
 * line of text.
 */
public final class ShellQuote {
  private static final String SAFE = "_@%+:,./-";

  private ShellQuote() {}

  /** Returns a command line, quoted where it must be. */
  public static String line(List<String> words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      boolean first = line.length() == 0;
      line.append(first ? "" : " ");
      line.append(first && word.contains("=") ? quoted(word) : word(word)); // no assignment
    }
    return line.toString();
  }

  /** Returns one word, in quotation marks if it needs them. */
  public static String word(String word) {
    return isSafe(word) ? word : quoted(word);
  }

  private static boolean isSafe(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '=' && SAFE.indexOf(c) < 0) {
        return false;
      }
    }
    return !word.isEmpty();
  }

  private static String quoted(String word) {
    return hasControl(word) ? withEscapes(word) : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Returns whether the text holds a control character, such as the end of a line. */
  public static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String withEscapes(String word) {
    StringBuilder out = new StringBuilder(word.length() + 16).append("$'");
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        case '\\', '\'' -> out.append('\\').append(c);
        default -> appendPlain(c, out);
      }
    }
    return out.append('\'').toString();
  }

  private static void appendPlain(char c, StringBuilder out) {
    if (c < ' ' || c == 0x7F) {
      out.append(String.format(Locale.ROOT, "\\%03o", (int) c));
    } else if (Character.isISOControl(c)) {
      out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    } else {
      out.append(c);
    }
  }
}
