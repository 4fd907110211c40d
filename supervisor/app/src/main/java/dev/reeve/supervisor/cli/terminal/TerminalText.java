package dev.reeve.supervisor.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Text for terminals: nothing in it can steer them, and it takes a known number of columns. */
public final class TerminalText {
  /**
   * The blocks that Unicode's annex 11 calls wide, coarsely: East Asian scripts and emoji. First
   * and last of each, ascending.
   */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60,
    0x1F300, 0x1FAFF, 0x20000, 0x3FFFD
  };

  private TerminalText() {}

  /** Control characters, which could move the cursor or worse, are made visible; one line. */
  static String printable(String text) {
    if (text.codePoints().allMatch(TerminalText::isHarmless)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> append(out, point));
    return out.toString();
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static void append(StringBuilder out, int point) {
    if (isHarmless(point)) {
      out.appendCodePoint(point);
    } else if (point == '\n' || point == '\r' || point == '\t') {
      out.append(' ');
    } else {
      out.append(String.format(Locale.ROOT, "\\u%04x", point));
    }
  }

  /** The text, or its beginning with an ellipsis, in no more than so many columns. */
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

  /** Columns that the text takes. */
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

  /** {@code 12.3ms}, {@code 4.5s}, {@code 2m05s}, {@code 1h02m}. */
  static String duration(long nanos) {
    double millis = nanos / 1e6;
    if (millis < 999.95) {
      return String.format(Locale.ROOT, "%.1fms", millis);
    }
    if (millis < 59_950) {
      return String.format(Locale.ROOT, "%.1fs", millis / 1000);
    }
    Duration duration = Duration.ofSeconds(Math.round(millis / 1000));
    return duration.toHours() == 0
        ? String.format(Locale.ROOT, "%dm%02ds", duration.toMinutes(), duration.toSecondsPart())
        : String.format(Locale.ROOT, "%dh%02dm", duration.toHours(), duration.toMinutesPart());
  }

  /** {@code 312k}, {@code 48.5m}, {@code 1.2g}; powers of 1024, as in the options. */
  public static String size(long bytes) {
    if (bytes < 1 << 20) {
      return (bytes >> 10) + "k";
    }
    boolean giga = bytes >= 1 << 30;
    return String.format(
        Locale.ROOT, "%.1f%s", (double) bytes / (giga ? 1 << 30 : 1 << 20), giga ? "g" : "m");
  }
}
