package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.run.RunOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ExitCodesTest {

  private static RunSummary summary(RunEnding ending, Map<TaskStatus, Long> counts) {
    return new RunSummary(ending, null, counts, Duration.ZERO, List.of(), List.of());
  }

  private static int code(
      RunEnding ending,
      @Nullable StopSignal signal,
      OutputFailure.@Nullable Kind output,
      @Nullable Exception input) {
    OutputFailure failure = output == null ? null : new OutputFailure(output, "x");
    RunSummary summary = summary(ending, Map.of(TaskStatus.SUCCEEDED, 3L));
    return ExitCodes.of(new RunOutcome(summary, Map.of(), 0, failure, input), signal);
  }

  private static int code(RunSummary summary, Map<TaskStatus, Long> alreadyDone) {
    return ExitCodes.of(new RunOutcome(summary, alreadyDone, 0, null, null), null);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // ending, signal, output, exit code
        "COMPLETED,            -,    -,           0",
        "STOPPED,              -,    -,           0",
        "HALTED,               -,    -,           1",
        "DEADLINE,             -,    -,           124",
        "WORKERS_DO_NOT_START, -,    -,           78",
        "WORKERS_KEEP_DYING,   -,    -,           70",
        "SYSTEM_REFUSES,       -,    -,           71",
        "INTERNAL_ERROR,       -,    -,           70",
        "STOPPED,              HUP,  -,           129",
        "STOPPED,              INT,  -,           130",
        "STOPPED,              TERM, -,           143",
        "COMPLETED,            INT,  -,           130",
        "DEADLINE,             INT,  -,           130",
        "WORKERS_KEEP_DYING,   TERM, -,           143",
        "STOPPED,              -,    READER_GONE, 141",
        "DEADLINE,             -,    READER_GONE, 141",
        "STOPPED,              INT,  READER_GONE, 130",
        "STOPPED,              -,    NOT_WRITTEN, 74",
        "STOPPED,              INT,  NOT_WRITTEN, 74",
        "COMPLETED,            -,    NOT_WRITTEN, 74",
        "INTERNAL_ERROR,       INT,  NOT_WRITTEN, 70",
      })
  void the_worst_decides(
      RunEnding ending,
      @Nullable StopSignal signal,
      OutputFailure.@Nullable Kind output,
      int expected) {
    assertThat(code(ending, signal, output, null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(value = TaskStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "SUCCEEDED")
  void one_task_that_did_not_succeed_makes_it_1(TaskStatus status) {
    RunSummary summary =
        summary(RunEnding.COMPLETED, Map.of(TaskStatus.SUCCEEDED, 999L, status, 1L));
    assertThat(code(summary, Map.of())).isEqualTo(1);
  }

  @Test
  void one_that_an_earlier_run_has_recorded_as_failed_makes_it_1_too() {
    RunSummary summary = summary(RunEnding.COMPLETED, Map.of(TaskStatus.SUCCEEDED, 9L));
    assertThat(code(summary, Map.of(TaskStatus.SUCCEEDED, 5L))).isZero();
    assertThat(code(summary, Map.of(TaskStatus.SUCCEEDED, 5L, TaskStatus.CRASHED, 1L)))
        .isEqualTo(1);
  }

  @Test
  void a_job_without_tasks_succeeds() {
    RunSummary summary = summary(RunEnding.COMPLETED, Map.of());
    assertThat(code(summary, Map.of())).isZero();
  }

  @Test
  void a_stream_that_broke_off_is_66_and_a_fault_in_reading_it_is_70() {
    assertThat(code(RunEnding.COMPLETED, null, null, new IOException("gone"))).isEqualTo(66);
    assertThat(code(RunEnding.COMPLETED, null, null, new IllegalStateException())).isEqualTo(70);
    assertThat(code(RunEnding.DEADLINE, null, null, new IOException("gone"))).isEqualTo(124);
  }
}
