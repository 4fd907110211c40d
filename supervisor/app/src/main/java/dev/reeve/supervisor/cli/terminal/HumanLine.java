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
 * A result as one line for people: a mark, the task, how long it took, and what came of it as far
 * as the line has room.
 */
public final class HumanLine {
  /** Of a result nobody sees more on one line, so no more is decoded. */
  private static final int MOST_BYTES = 4096;

  private final TerminalStyle style;

  public HumanLine(TerminalStyle style) {
    this.style = style;
  }

  /** The line, without its end, in at most so many columns. */
  String of(TaskResult result, int columns) {
    String mark = mark(result.status());
    String head = head(result);
    String rest = Printable.onOneLine(outcome(result));
    int left = columns - TerminalText.width(mark) - 1;
    String cutHead = TerminalText.cut(head, left);
    int room = left - TerminalText.width(cutHead) - 2;
    String line = coloured(mark, result.status()) + " " + cutHead;
    return room < 4 || rest.isEmpty()
        ? line
        : line + "  " + tail(TerminalText.cut(rest, room), result);
  }

  private String tail(String rest, TaskResult result) {
    return result.error() == null ? style.dim(rest) : rest;
  }

  private static String head(TaskResult result) {
    StringBuilder head = new StringBuilder(Printable.onOneLine(result.id()));
    head.append("  ").append(Printable.onOneLine(result.handler()));
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

  private String mark(TaskStatus status) {
    return switch (status) {
      case SUCCEEDED -> style.unicode() ? "✓" : "+";
      case FAILED, TIMED_OUT, CRASHED -> style.unicode() ? "✗" : "!";
      case CANCELLED, SKIPPED -> "-";
    };
  }

  private String coloured(String mark, TaskStatus status) {
    return switch (status) {
      case SUCCEEDED -> style.green(mark);
      case FAILED, TIMED_OUT, CRASHED -> style.red(mark);
      case CANCELLED, SKIPPED -> style.yellow(mark);
    };
  }
}
