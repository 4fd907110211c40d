package dev.reeve.supervisor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.run.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EndBlockTest {
  private static final EndBlock.Hints HINTS =
      new EndBlock.Hints("reeve failures r", "reeve run j … --retry-failed", "… --resume");

  private final FailureList failures = new FailureList();

  private void fail(int count) {
    for (int i = 1; i <= count; i++) {
      TaskError error = new TaskError("CommandFailed", "no", null, 2, null, "", "oops\n");
      failures.add(
          TaskResult.builder(i, "host-" + i, "exec", TaskStatus.FAILED)
              .attempts(1)
              .startedAt(Instant.EPOCH)
              .durationNanos(1)
              .error(error)
              .build());
    }
  }

  private static RunOutcome outcome(
      Map<TaskStatus, Long> counts, @Nullable String why, Map<TaskStatus, Long> before) {
    RunEnding ending = why == null ? RunEnding.COMPLETED : RunEnding.DEADLINE;
    RunSummary summary =
        new RunSummary(ending, why, counts, Duration.ofMillis(23_200), List.of(), List.of());
    return new RunOutcome(summary, before, 0, null, null);
  }

  private EndBlock block(TerminalStyle style, int columns, EndBlock.Hints hints) {
    return new EndBlock(style, new ScreenColumns(columns, () -> 0), failures, true, hints);
  }

  @Test
  void it_has_the_totals_the_first_failures_and_the_commands_that_help() {
    fail(6);
    RunOutcome outcome =
        outcome(Map.of(TaskStatus.SUCCEEDED, 194L, TaskStatus.FAILED, 6L), null, Map.of());
    assertThat(block(new TerminalStyle(false, true), 41, HINTS).of(outcome, 1))
        .isEqualTo(
            """
            ────────────────────────────────────────
            194 ok · 6 failed · 23.2s
            ✗ host-1  exit 2  oops
            ✗ host-2  exit 2  oops
            ✗ host-3  exit 2  oops
            ✗ host-4  exit 2  oops
            ✗ host-5  exit 2  oops
            … 1 more: reeve failures r
            again: reeve run j … --retry-failed
            """);
  }

  @Test
  void without_a_results_file_and_unicode_it_is_shorter() {
    fail(6);
    RunOutcome outcome = outcome(Map.of(TaskStatus.FAILED, 6L), null, Map.of());
    assertThat(block(TerminalStyle.PLAIN, 41, EndBlock.Hints.NONE).of(outcome, 1))
        .startsWith("-".repeat(40) + "\n0 ok, 6 failed, 23.2s\n! host-1  exit 2  oops\n")
        .endsWith("! host-5  exit 2  oops\n... 1 more\n");
  }

  @Test
  void the_only_failure_is_not_told_twice() {
    fail(1);
    RunOutcome outcome = outcome(Map.of(TaskStatus.FAILED, 1L), null, Map.of());
    assertThat(block(TerminalStyle.PLAIN, 80, EndBlock.Hints.NONE).of(outcome, 1).lines())
        .hasSize(2);
  }

  @Test
  void what_stopped_the_run_and_what_did_not_run_are_a_line_each() {
    failures.add(
        TaskResult.notStarted(
            1, "a", "echo", TaskStatus.SKIPPED, TaskError.of("Skipped", "no time was left")));
    RunOutcome outcome =
        outcome(
            Map.of(TaskStatus.SUCCEEDED, 2L, TaskStatus.SKIPPED, 187L),
            "the deadline of 2h has passed",
            Map.of(TaskStatus.SUCCEEDED, 10L, TaskStatus.FAILED, 1L));
    assertThat(block(new TerminalStyle(false, true), 41, HINTS).of(outcome, 124))
        .isEqualTo(
            """
            ────────────────────────────────────────
            2 ok · 187 skipped
            11 already done (1 failed) · 23.2s
            exit code 124
            stopped: the deadline of 2h has passed
            - 187 skipped: no time was left
            again: … --resume
            """);
  }
}
