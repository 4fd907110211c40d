package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.run.RunOutcome;
import dev.reeve.text.Durations;
import dev.reeve.text.Printable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last lines of a run on a person's screen: totals, the first failures, and what to do. */
public final class EndBlock {
  private static final int LONGEST_RULE = 60;
  private static final int LONGEST_ID = 32;

  /** Exit codes up to this are about the tasks, which the totals tell. */
  private static final int LAST_OF_TASKS = 1;

  private final TerminalStyle style;
  private final ScreenColumns columns;
  private final FailureList failures;
  private final boolean failuresWereShown;
  private final Hints hints;

  /**
   * The commands that help after a failure.
   *
   * @param failures lists all failures; null without a results file
   * @param again runs what has failed, and what did not run; null without a results file
   * @param resume runs what did not run; null without a results file
   */
  public record Hints(@Nullable String failures, @Nullable String again, @Nullable String resume) {
    public static final Hints NONE = new Hints(null, null, null);
  }

  /**
   * @param failuresWereShown whether the screen has told each failure as it happened
   */
  public EndBlock(
      TerminalStyle style,
      ScreenColumns columns,
      FailureList failures,
      boolean failuresWereShown,
      Hints hints) {
    this.style = style;
    this.columns = columns;
    this.failures = failures;
    this.failuresWereShown = failuresWereShown;
    this.hints = hints;
  }

  /** Returns whole lines. */
  public String of(RunOutcome outcome, int exitCode) {
    RunSummary summary = outcome.summary();
    StringBuilder text = new StringBuilder();
    String dash = style.unicode() ? "─" : "-";
    text.append(style.dim(dash.repeat(Math.min(LONGEST_RULE, columns.now() - 1)))).append('\n');
    appendTotals(text, totals(outcome, exitCode));
    if (summary.message() != null) {
      appendWrapped(text, "stopped: " + Printable.onOneLine(summary.message()));
    }
    long failed = failed(summary);
    if (failed > 1 || (failed == 1 && !failuresWereShown)) {
      appendFailures(text, failed);
    }
    appendSkipped(text, summary);
    appendAgain(text, summary, failed);
    return text.toString();
  }

  private static long failed(RunSummary summary) {
    return summary.count(TaskStatus.FAILED)
        + summary.count(TaskStatus.TIMED_OUT)
        + summary.count(TaskStatus.CRASHED);
  }

  /** A part of the totals, whose style takes no columns. */
  private record Part(String plain, String styled) {
    static Part of(String text) {
      return new Part(text, text);
    }
  }

  private void appendTotals(StringBuilder text, List<Part> parts) {
    String divider = style.unicode() ? " · " : ", ";
    int used = 0;
    for (Part part : parts) {
      int width = TerminalText.width(part.plain()) + divider.length();
      boolean fits = used + width <= columns.now();
      if (used > 0) {
        text.append(fits ? divider : "\n");
      }
      used = fits ? used + width : width;
      text.append(part.styled());
    }
    text.append('\n');
  }

  private List<Part> totals(RunOutcome outcome, int exitCode) {
    RunSummary summary = outcome.summary();
    List<Part> parts = new ArrayList<>();
    String ok = summary.count(TaskStatus.SUCCEEDED) + " ok";
    parts.add(new Part(ok, style.green(ok)));
    add(parts, summary, TaskStatus.FAILED);
    add(parts, summary, TaskStatus.TIMED_OUT);
    add(parts, summary, TaskStatus.CRASHED);
    add(parts, summary, TaskStatus.CANCELLED);
    add(parts, summary, TaskStatus.SKIPPED);
    long before = outcome.alreadyDone().values().stream().mapToLong(Long::longValue).sum();
    if (before > 0) {
      long failed = before - outcome.alreadyDone().getOrDefault(TaskStatus.SUCCEEDED, 0L);
      parts.add(Part.of(before + " already done" + (failed > 0 ? " (" + failed + " failed)" : "")));
    }
    parts.add(Part.of(Durations.rounded(summary.wall().toNanos())));
    if (exitCode > LAST_OF_TASKS) {
      parts.add(Part.of("exit code " + exitCode));
    }
    return parts;
  }

  private void add(List<Part> parts, RunSummary summary, TaskStatus status) {
    long count = summary.count(status);
    if (count > 0) {
      String text = count + " " + status.word().replace('_', ' ');
      boolean failed = status != TaskStatus.CANCELLED && status != TaskStatus.SKIPPED;
      parts.add(new Part(text, failed ? style.red(text) : style.yellow(text)));
    }
  }

  private void appendFailures(StringBuilder text, long failed) {
    FailureText lines = new FailureText(style, columns::now);
    List<TaskResult> first = failures.first();
    int ids = 0;
    int outcomes = 0;
    for (TaskResult result : first) {
      ids = Math.max(ids, TerminalText.width(FailureText.id(result)));
      outcomes = Math.max(outcomes, FailureText.shortOutcome(result).length());
    }
    int idColumns = Math.min(ids, Math.min(LONGEST_ID, columns.now() / 2));
    for (TaskResult result : first) {
      text.append(lines.line(result, idColumns, outcomes, columns.now() - 1)).append('\n');
    }
    long more = failed - first.size();
    if (more > 0) {
      text.append(style.unicode() ? "… " : "... ").append(more).append(" more");
      text.append(hints.failures() == null ? "" : ": " + hints.failures()).append('\n');
    }
  }

  private void appendSkipped(StringBuilder text, RunSummary summary) {
    long skipped = summary.count(TaskStatus.SKIPPED);
    String why = failures.whySkipped();
    if (skipped > 0 && why != null && !why.equals(summary.message())) {
      appendWrapped(text, "- " + skipped + " skipped: " + Printable.onOneLine(why));
    }
  }

  private void appendWrapped(StringBuilder text, String line) {
    TerminalText.wrapped(line, columns.now() - 1).forEach(part -> text.append(part).append('\n'));
  }

  private void appendAgain(StringBuilder text, RunSummary summary, long failed) {
    boolean rest = summary.count(TaskStatus.SKIPPED) + summary.count(TaskStatus.CANCELLED) > 0;
    String again = failed > 0 ? hints.again() : rest ? hints.resume() : null;
    if (again != null) {
      text.append("again: ").append(again).append('\n');
    }
  }
}
