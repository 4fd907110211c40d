package dev.reeve.supervisor.progress;

import java.io.PrintStream;
import java.util.Map;

/**
 * One line of a terminal that is written again and again. It uses a carriage return and spaces, and
 * no escape sequences. Where even that may not work, each line stays. Not thread-safe.
 */
final class ProgressScreen {
  private static final int DEFAULT_COLUMNS = 80;

  private final PrintStream out;
  private final boolean redraws;
  private final int columns;
  private int shown;

  /**
   * @param env of this process: {@code TERM}, {@code COLUMNS}
   */
  ProgressScreen(PrintStream out, Map<String, String> env) {
    String term = env.getOrDefault("TERM", "");
    this.out = out;
    this.redraws = !term.isEmpty() && !term.equals("dumb");
    this.columns = columns(env.getOrDefault("COLUMNS", ""));
  }

  private static int columns(String told) {
    return told.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(told) : DEFAULT_COLUMNS;
  }

  /** Returns whether a line takes the place of the one before. */
  boolean redraws() {
    return redraws;
  }

  /** Shows a line in the place of the one before, cut to the terminal's width. */
  void show(String line) {
    if (!redraws) {
      out.print(line + '\n');
      out.flush();
      return;
    }
    String cut = line.substring(0, Math.min(line.length(), Math.max(1, columns - 1)));
    out.print('\r' + cut + " ".repeat(Math.max(0, shown - cut.length())));
    out.flush();
    shown = cut.length();
  }

  /** Ends the line that is shown, if there is one. */
  void end() {
    if (shown > 0) {
      out.print('\n');
      out.flush();
      shown = 0;
    }
  }
}
