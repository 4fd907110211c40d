package dev.reeve.supervisor.cli.terminal;

import dev.reeve.text.Printable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last lines of what a program has written. */
final class OutputTail {
  private OutputTail() {}

  /**
   * Returns the last lines that are not empty, made fit for a terminal.
   *
   * @param most number of lines
   * @param leavesOutStack whether lines of a Java stack are left out
   */
  static List<String> lines(@Nullable String tail, int most, boolean leavesOutStack) {
    List<String> lines = new ArrayList<>();
    if (tail == null) {
      return lines;
    }
    for (String line : tail.split("[\\n\\r]+", -1)) {
      if (!line.isBlank() && !(leavesOutStack && isOfStack(line))) {
        lines.add(Printable.onOneLine(line.stripTrailing()));
      }
    }
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }

  private static boolean isOfStack(String line) {
    String text = line.strip();
    return text.startsWith("at ") || (text.startsWith("... ") && text.endsWith(" more"));
  }
}
