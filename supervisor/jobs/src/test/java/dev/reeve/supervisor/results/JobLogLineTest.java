package dev.reeve.supervisor.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JobLogLineTest {
  private static final String TIMES = "\t:\t1795168800.123\t     0.012\t";

  private static Task task(String handler, String payload) {
    return new Task(1, "a", handler, Results.json(payload), TaskPolicy.DEFAULT, 0, List.of());
  }

  private static TaskResult ended(
      String handler, TaskStatus status, @Nullable String result, @Nullable TaskError error) {
    return TaskResult.builder(7, "a", handler, status)
        .attempts(1)
        .startedAt(Results.START)
        .durationNanos(12_300_000)
        .result(result == null ? null : Results.json(result))
        .error(error)
        .build();
  }

  private static TaskResult failed(TaskStatus status, TaskError error) {
    return ended("exec", status, null, error);
  }

  private static @Nullable String columnsAfterTimes(TaskResult result) {
    String line = JobLogLine.of(result, task("exec", "{\"command\":[\"x\"]}"));
    assertThat(line).startsWith("7" + TIMES).endsWith("\tx");
    return line == null ? null : line.substring(("7" + TIMES).length(), line.length() - 2);
  }

  @Test
  void a_command_that_succeeded_has_its_bytes_and_its_command_line() {
    TaskResult result =
        ended(
            "exec",
            TaskStatus.SUCCEEDED,
            "{\"exitCode\":0,\"stdout\":\"é\\n\",\"stderr\":\"\",\"truncated\":false}",
            null);
    Task task = task("exec", "{\"command\":[\"echo\",\"a b\"],\"stdin\":\"12\"}");
    assertThat(JobLogLine.of(result, task)).isEqualTo("7" + TIMES + "2\t3\t0\t0\techo 'a b'");
  }

  @Test
  void the_number_of_the_slot_is_its_placeholder() {
    Task task = task("exec", "{\"command\":[\"echo\",\"n<>\",\"a\"],\"slotMark\":\"<>\"}");
    assertThat(CommandText.of(task).text()).isEqualTo("echo 'n{%}' a");
  }

  @Test
  void an_exit_code_that_counts_as_success_is_told() {
    TaskResult result = ended("exec", TaskStatus.SUCCEEDED, "{\"exitCode\":3}", null);
    assertThat(columnsAfterTimes(result)).isEqualTo("0\t0\t3\t0");
  }

  @Test
  void a_failed_command_has_its_exit_code() {
    TaskError error = new TaskError("CommandFailed", "no", null, 9, null, "out\n", "err");
    assertThat(columnsAfterTimes(failed(TaskStatus.FAILED, error))).isEqualTo("0\t4\t9\t0");
  }

  @Test
  void a_signal_is_told_as_gnu_parallel_does() {
    TaskError error = new TaskError("CommandFailed", "no", null, 137, "KILL", null);
    assertThat(columnsAfterTimes(failed(TaskStatus.FAILED, error))).isEqualTo("0\t0\t0\t9");
    assertThat(columnsAfterTimes(failed(TaskStatus.CRASHED, error))).isEqualTo("0\t0\t0\t9");
  }

  @ParameterizedTest
  @CsvSource({"TIMED_OUT", "CANCELLED"})
  void a_command_that_was_ended_has_minus_one_and_sigterm(TaskStatus status) {
    assertThat(columnsAfterTimes(failed(status, TaskError.of("X", "y")))).isEqualTo("0\t0\t-1\t15");
  }

  @ParameterizedTest
  @CsvSource({"CommandNotStarted,127", "java.lang.IllegalStateException,1"})
  void a_failure_without_a_process_has_an_exit_value(String type, int expected) {
    assertThat(columnsAfterTimes(failed(TaskStatus.FAILED, TaskError.of(type, "y"))))
        .isEqualTo("0\t0\t" + expected + "\t0");
  }

  @Test
  void a_task_that_was_never_started_has_no_line() {
    assertThat(JobLogLine.of(Results.skipped(1), null)).isNull();
  }

  @Test
  void an_invalid_line_of_a_stream_has_one_because_it_failed() {
    TaskResult invalid =
        TaskResult.notStarted(
            3, "3", "", TaskStatus.FAILED, TaskError.of("InvalidTask", "needs a handler"));
    assertThat(JobLogLine.of(invalid, null))
        .isEqualTo("3\t:\t0.000\t     0.000\t0\t0\t1\t0\t(invalid task)");
  }

  @Test
  void other_handlers_are_told_with_their_payload() {
    TaskResult result = ended("echo", TaskStatus.SUCCEEDED, "[1,2]", null);
    assertThat(JobLogLine.of(result, task("echo", "[1,2]")))
        .isEqualTo("7" + TIMES + "5\t5\t0\t0\techo [1,2]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{\"command\":[\"ls | wc\"],\"shell\":true}~ls | wc",
        "{\"shell\":true,\"command\":[\"a\\nb\"]}~sh -c $'a\\nb'",
        "{\"command\":[\"echo \\\"$1\\\"\",\"x y\"],\"shell\":true}~sh -c 'echo \"$1\"' sh 'x y'",
        "{\"command\":[\"printf\",\"a\\nb\\t\"]}~printf $'a\\nb\\t'",
        "{\"command\":7}~exec {\"command\":7}",
        "[\"ls\"]~exec [\"ls\"]",
        "{\"command\":[7]}~exec {\"command\":[7]}"
      })
  void command_lines_stay_on_one_line(String payload, String expected) {
    String text = CommandText.of(task("exec", payload)).text();
    assertThat(text).isEqualTo(expected);
  }

  @Test
  void a_long_payload_is_cut() {
    String text = CommandText.of(task("echo", "\"" + "x".repeat(10_000) + "\"")).text();
    assertThat(text).hasSize(4096 + "echo ".length() + 1).endsWith("x…");
  }
}
