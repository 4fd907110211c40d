package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.Durations;
import dev.reeve.text.Printable;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A task that did not succeed, in a few lines for people: how it ended, why, and the last lines of
 * both outputs.
 *
 * <pre>{@code
 * ✗ host-79  exit 2 after 64.1ms
 *     oops
 * }</pre>
 */
public final class FailureText {
  /** Beginning of the lines below the first. */
  private static final String INDENT = "    ";

  /** Lines of each output that are shown. */
  private static final int TAIL_LINES = 5;

  /** Most columns of a line of output, of which a program can make very long ones. */
  private static final int LONGEST_LINE = 400;

  private final TerminalStyle style;
  private final StatusMark marks;
  private final IntSupplier columns;

  /**
   * @param columns where longer lines are wrapped
   */
  public FailureText(TerminalStyle style, IntSupplier columns) {
    this.columns = columns;
    this.style = style;
    this.marks = new StatusMark(style);
  }

  /** Returns whole lines. */
  public String lines(TaskResult result) {
    StringBuilder text = new StringBuilder(marks.of(result.status()));
    text.append(' ').append(id(result)).append("  ").append(outcome(result));
    text.append('\n');
    TaskError error = result.error();
    if (error == null) {
      return text.toString();
    }
    String reason = FailureReason.of(error);
    if (reason != null) {
      appendWrapped(text, Printable.onOneLine(reason));
    }
    List<String> out = OutputTail.lines(error.stdoutTail(), TAIL_LINES, false);
    List<String> err = OutputTail.lines(error.stderrTail(), TAIL_LINES, !isCommand(error));
    append(text, out.isEmpty() || err.isEmpty() ? null : "standard output:", out);
    append(text, out.isEmpty() || err.isEmpty() ? null : "standard error:", err);
    return text.toString();
  }

  private static boolean isCommand(TaskError error) {
    return error.stdoutTail() != null;
  }

  private void append(StringBuilder text, @Nullable String heading, List<String> lines) {
    if (heading != null && !lines.isEmpty()) {
      text.append(INDENT).append(style.dim(heading)).append('\n');
    }
    for (String line : lines) {
      appendWrapped(text, TerminalText.cut(line, LONGEST_LINE));
    }
  }

  private void appendWrapped(StringBuilder text, String line) {
    for (String part : TerminalText.wrapped(line, columns.getAsInt() - INDENT.length())) {
      text.append(INDENT).append(part).append('\n');
    }
  }

  /**
   * Returns one line without its end, for a list of failures.
   *
   * @param idColumns most columns of an id; a shorter one is filled up
   * @param outcomeColumns that the longest outcome in the list takes
   * @param columns most columns of the line
   */
  String line(TaskResult result, int idColumns, int outcomeColumns, int columns) {
    String why = lastWords(result.error());
    String id = padded(TerminalText.cut(id(result), idColumns), idColumns);
    String outcome = shortOutcome(result);
    String head = id + "  " + (why.isEmpty() ? outcome : padded(outcome, outcomeColumns));
    int room = columns - TerminalText.width(head) - 2;
    String line = TerminalText.cut(head, columns - 2);
    boolean fits = why.isEmpty() || room < 10;
    return marks.of(result.status())
        + " "
        + line
        + (fits ? "" : "  " + TerminalText.cut(why, room - 2));
  }

  /** Returns one line for a log: {@code host-79: exit 2: oops}. */
  public static String inWords(TaskResult result) {
    TaskError error = result.error();
    boolean byItself = error != null && result.status() == TaskStatus.FAILED;
    String why = byItself ? lastWords(error) : reason(error);
    String text = id(result) + ": " + shortOutcome(result);
    return why.isEmpty() ? text : text + ": " + TerminalText.cut(why, LONGEST_LINE);
  }

  private static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - TerminalText.width(text)));
  }

  /** Returns the id on one line, in a form that a person can read and a terminal can show. */
  static String id(TaskResult result) {
    return Printable.escaped(result.id());
  }

  private static String outcome(TaskResult result) {
    StringBuilder text = new StringBuilder(shortOutcome(result));
    if (result.startedAt() != null) {
      text.append(" after ").append(Durations.rounded(result.durationNanos()));
    }
    if (result.attempts() > 1) {
      text.append(", ").append(result.attempts()).append(" attempts");
    }
    return text.toString();
  }

  /** Returns how it ended, in a word or two. */
  static String shortOutcome(TaskResult result) {
    TaskError error = result.error();
    if (result.status() != TaskStatus.FAILED || error == null || error.exitCode() == null) {
      return result.status().word().replace('_', ' ');
    }
    return error.signal() == null ? "exit " + error.exitCode() : "killed by SIG" + error.signal();
  }

  private static String lastWords(@Nullable TaskError error) {
    if (error == null) {
      return "";
    }
    for (String tail : new @Nullable String[] {error.stderrTail(), error.stdoutTail()}) {
      List<String> lines = OutputTail.lines(tail, 1, !isCommand(error));
      if (isCommand(error) && !lines.isEmpty()) {
        return lines.get(0);
      }
    }
    return reason(error);
  }

  private static String reason(@Nullable TaskError error) {
    String reason = error == null ? null : FailureReason.of(error);
    return reason == null ? "" : Printable.onOneLine(reason);
  }
}
