package dev.reeve.supervisor.cli.terminal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long lines for a terminal may be. Java cannot ask a terminal for its width, and shells keep
 * {@code COLUMNS} to themselves; but a terminal that understands control sequences cuts lines
 * itself if it is told not to wrap them, and does so also after its window was resized.
 */
public final class TerminalWidth {
  /** Switches off wrapping: what is too long for a line is not shown (DECAWM of the VT100). */
  private static final String CUT_LINES = "\u001b[?7l";

  /** Switches wrapping on again, as terminals have it by default. */
  private static final String WRAP_LINES = "\u001b[?7h";

  /** Of a line that was cut this clears the last column, where its last character went. */
  private static final String CLEAR_REST = "\u001b[K";

  /** Wider than terminals are. */
  static final int CUT_BY_TERMINAL = 1000;

  private static final int DEFAULT = 80;
  private static final int LEAST = 20;

  private TerminalWidth() {}

  /**
   * What {@code COLUMNS} says, else as much as the terminal will show.
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

  /** The lines with orders to the terminal to cut them. */
  static String cutting(String lines) {
    return CUT_LINES + lines.replace("\n", CLEAR_REST + "\n") + CLEAR_REST + WRAP_LINES;
  }

  private static int parse(@Nullable String text) {
    try {
      return text == null ? 0 : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
