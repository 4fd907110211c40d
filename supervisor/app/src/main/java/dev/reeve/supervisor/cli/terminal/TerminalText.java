package dev.reeve.supervisor.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Measurement and cutting of text by the columns that it takes on a terminal. */
final class TerminalText {
  /**
   * First and last characters, ascending, of the blocks that Unicode's annex 11 calls wide,
   * roughly: East Asian scripts and emoji.
   */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60,
    0x1F300, 0x1FAFF, 0x20000, 0x3FFFD
  };

  private TerminalText() {}

  /** Returns the text, or its beginning with an ellipsis, in at most that many columns. */
  static String cut(String text, int columns) {
    int used = 0;
    int whole = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      used += width(text.codePointAt(i));
      if (used > columns) {
        return columns < 3 ? text.substring(0, whole) : text.substring(0, whole) + "...";
      }
      if (used <= columns - 3 || columns < 3) {
        whole = i + Character.charCount(text.codePointAt(i));
      }
    }
    return text;
  }

  /** Returns the text in lines of at most that many columns, if possible broken at spaces. */
  static List<String> wrapped(String text, int columns) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (width(rest) > columns) {
      int end = fitting(rest, columns);
      int space = rest.lastIndexOf(' ', end);
      boolean atSpace = space > 0 && !rest.substring(0, space).isBlank();
      lines.add(rest.substring(0, atSpace ? space : end).stripTrailing());
      rest = rest.substring(atSpace ? space : end).stripLeading();
    }
    if (!rest.isEmpty() || lines.isEmpty()) {
      lines.add(rest);
    }
    return lines;
  }

  /** Returns how many characters fit, at least one. */
  private static int fitting(String text, int columns) {
    int used = 0;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      used += width(point);
      if (used > columns && at > 0) {
        break;
      }
      at += Character.charCount(point);
    }
    return at;
  }

  /** Returns the columns that the text takes. */
  static int width(String text) {
    return text.codePoints().map(TerminalText::width).sum();
  }

  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  private static boolean isWide(int point) {
    for (int i = 0; i < WIDE.length && WIDE[i] <= point; i += 2) {
      if (point <= WIDE[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
