package dev.reeve.supervisor.cli.terminal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The longest line that a terminal can show. Java cannot ask a terminal for its width, and shells
 * do not export {@code COLUMNS}; but a terminal that understands control sequences can be told to
 * cut lines instead of wrapping them, even after its window was resized.
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

  private static final int DEFAULT = 80;
  private static final int LEAST = 20;

  private TerminalWidth() {}

  /**
   * Returns the value of {@code COLUMNS} if it is set; else as many columns as the terminal shows.
   *
   * @param env the environment
   * @param control whether the terminal understands control sequences
   */
  public static int of(Map<String, String> env, boolean control) {
    int told = parse(env.get("COLUMNS"));
    if (told > 0) {
      return Math.max(LEAST, told);
    }
    return control ? CUT_BY_TERMINAL : DEFAULT;
  }

  /** Returns the lines with control sequences that make the terminal cut all but the errors. */
  static String cutting(String lines) {
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
