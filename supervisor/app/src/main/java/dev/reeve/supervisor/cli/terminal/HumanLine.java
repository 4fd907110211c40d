package dev.reeve.supervisor.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.Durations;
import dev.reeve.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Format of a result for people, on one line: a mark, the task, how long it took, and as much of
 * the result as fits. An error that does not fit has the next line for itself.
 */
public final class HumanLine {
  /** Bytes of a result that are decoded: more than one line can show. */
  private static final int MOST_BYTES = 4096;

  /** Beginning of a line that holds an error. */
  static final String INDENT = "  ";

  /** Columns that every terminal has whose width is not known. */
  private static final int CERTAIN_COLUMNS = 40;

  /** Columns of an error that are shown: five lines of a usual terminal. */
  private static final int LONGEST_REASON = 400;

  private final TerminalStyle style;
  private final StatusMark marks;

  public HumanLine(TerminalStyle style) {
    this.style = style;
    this.marks = new StatusMark(style);
  }

  /**
   * Returns the line, or two, without the last line end; a line that begins with INDENT may wrap.
   */
  String of(TaskResult result, int columns) {
    String mark = marks.plain(result.status());
    String head = head(result);
    String rest = Printable.onOneLine(outcome(result));
    int certain = columns == TerminalWidth.CUT_BY_TERMINAL ? CERTAIN_COLUMNS : columns;
    boolean fits = TerminalText.width(mark + head) + TerminalText.width(rest) + 3 <= certain;
    int left = columns - TerminalText.width(mark) - 1;
    String cutHead = TerminalText.cut(head, left);
    if (result.error() != null && !fits) {
      String reason = TerminalText.cut(rest, LONGEST_REASON);
      return marks.of(result.status()) + " " + cutHead + '\n' + INDENT + reason;
    }
    int room = left - TerminalText.width(cutHead) - 2;
    String line = marks.of(result.status()) + " " + cutHead;
    return room < 4 || rest.isEmpty()
        ? line
        : line + "  " + tail(TerminalText.cut(rest, room), result);
  }

  private String tail(String rest, TaskResult result) {
    return result.error() == null ? style.dim(rest) : rest;
  }

  private static String head(TaskResult result) {
    StringBuilder head = new StringBuilder(Printable.escaped(result.id()));
    head.append("  ").append(Printable.escaped(result.handler()));
    if (result.status() != TaskStatus.SUCCEEDED) {
      head.append("  ").append(result.status().word().replace('_', ' '));
    }
    if (result.startedAt() != null) {
      head.append("  ").append(Durations.rounded(result.durationNanos()));
    }
    if (result.attempts() > 1) {
      head.append("  ").append(result.attempts()).append(" attempts");
    }
    return head.toString();
  }

  private static String outcome(TaskResult result) {
    if (result.error() != null) {
      return describe(result.error());
    }
    return beginning(result.result());
  }

  private static String describe(TaskError error) {
    if (error.message() == null) {
      return error.type();
    }
    return error.type() + ": " + error.message().lines().findFirst().orElse("");
  }

  private static String beginning(@Nullable Json json) {
    if (json == null || json.equals(Json.NULL)) {
      return "";
    }
    return new String(json.utf8(), 0, Math.min(json.length(), MOST_BYTES), UTF_8);
  }
}
