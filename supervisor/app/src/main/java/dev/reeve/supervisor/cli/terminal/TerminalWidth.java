package dev.reeve.supervisor.cli.terminal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines that may be longer than a terminal is wide. One that understands control sequences can be
 * told to cut lines instead of wrapping them, even after its window was resized.
 */
public final class TerminalWidth {
  /** Switches wrapping off, so that the rest of a long line is not shown (DECAWM of the VT100). */
  private static final String CUT_LINES = "\u001b[?7l";

  /** Switches wrapping on again, the default of terminals. */
  private static final String WRAP_LINES = "\u001b[?7h";

  /** Clears the last column of a line that was cut, which shows its last character. */
  private static final String CLEAR_REST = "\u001b[K";

  /** Wider than terminals are. */
  static final int CUT_BY_TERMINAL = 1000;

  private TerminalWidth() {}

  /** Returns the value of {@code COLUMNS}; 0 if it is not set, or no number. */
  public static int told(Map<String, String> env) {
    return Math.max(0, parse(env.get("COLUMNS")));
  }

  /** Returns the lines with control sequences that make the terminal cut all but the errors. */
  public static String cutting(String lines) {
    StringBuilder text = new StringBuilder(lines.length() + 64).append(CUT_LINES);
    int from = 0;
    for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', from)) {
      if (lines.startsWith(HumanLine.INDENT, from)) {
        text.append(WRAP_LINES).append(lines, from, end + 1).append(CUT_LINES);
      } else {
        text.append(lines, from, end).append(CLEAR_REST).append('\n');
      }
      from = end + 1;
    }
    return text.append(lines, from, lines.length())
        .append(CLEAR_REST)
        .append(WRAP_LINES)
        .toString();
  }

  private static int parse(@Nullable String text) {
    try {
      return text == null ? 0 : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
