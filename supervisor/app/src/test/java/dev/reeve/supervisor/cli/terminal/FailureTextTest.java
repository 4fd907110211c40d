package dev.reeve.supervisor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailureTextTest {
  private static final FailureText PLAIN = new FailureText(TerminalStyle.PLAIN, () -> 1_000);

  private static TaskResult result(TaskStatus status, int attempts, TaskError error) {
    return TaskResult.builder(1, "host-79", "exec", status)
        .attempts(attempts)
        .startedAt(Instant.EPOCH)
        .durationNanos(64_000_000)
        .error(error)
        .build();
  }

  private static TaskError command(
      @Nullable Integer code, @Nullable String signal, String out, String err) {
    return new TaskError("CommandFailed", "sh exited", null, code, signal, out, err);
  }

  private static String lines(TaskStatus status, TaskError error) {
    return PLAIN.lines(result(status, 1, error));
  }

  @Test
  void a_command_shows_its_exit_code_and_what_it_wrote() {
    assertThat(lines(TaskStatus.FAILED, command(2, null, "", "oops\n")))
        .isEqualTo("! host-79  exit 2 after 64.0ms\n    oops\n");
    assertThat(PLAIN.lines(result(TaskStatus.FAILED, 3, command(9, null, "", ""))))
        .isEqualTo("! host-79  exit 9 after 64.0ms, 3 attempts\n");
    assertThat(lines(TaskStatus.FAILED, command(137, "KILL", "", "")))
        .isEqualTo("! host-79  killed by SIGKILL after 64.0ms\n");
  }

  @Test
  void both_outputs_are_told_apart_and_of_each_the_last_lines_are_shown() {
    assertThat(lines(TaskStatus.FAILED, command(1, null, "1\n2\n3\n\n4\n5\n6", "a\r\nb")))
        .isEqualTo(
            """
            ! host-79  exit 1 after 64.0ms
                standard output:
                2
                3
                4
                5
                6
                standard error:
                a
                b
            """);
  }

  @Test
  void a_reason_has_a_line_of_its_own_and_is_not_cut() {
    String long500 = "x".repeat(500);
    assertThat(lines(TaskStatus.FAILED, TaskError.of("InvalidPayload", long500)))
        .isEqualTo("! host-79  failed after 64.0ms\n    " + long500 + "\n");
  }

  @Test
  void on_a_narrow_screen_it_wraps_at_words() {
    FailureText narrow = new FailureText(TerminalStyle.PLAIN, () -> 40);
    TaskError error = TaskError.of("X", "'no-such-program' was not started: " + "y".repeat(50));
    assertThat(narrow.lines(result(TaskStatus.FAILED, 1, error)))
        .isEqualTo(
            "! host-79  failed after 64.0ms\n    'no-such-program' was not started:\n    "
                + "y".repeat(36)
                + "\n    "
                + "y".repeat(14)
                + "\n");
  }

  @Test
  void an_exception_is_named_with_its_innermost_cause_and_without_its_stack() {
    TaskError error =
        new TaskError(
            "java.lang.IllegalStateException",
            "no model",
            "java.lang.IllegalStateException: no model\n\tat a.B.c(B.java:1)\nCaused by: x.Y: z\n"
                + "\t... 3 more\nCaused by: java.net.ConnectException: refused\n\tat d.E.f(E.java)\n",
            null,
            null,
            null);
    assertThat(lines(TaskStatus.FAILED, error))
        .isEqualTo(
            "! host-79  failed after 64.0ms\n"
                + "    IllegalStateException: no model; caused by ConnectException: refused\n");
  }

  @Test
  void a_full_heap_is_named_in_words() {
    TaskError error =
        new TaskError("java.lang.OutOfMemoryError", "Java heap space", "stack", null, null, null);
    assertThat(lines(TaskStatus.FAILED, error))
        .contains("out of memory: the heap of its worker is full; a larger one: --jvm-arg -Xmx1g")
        .doesNotContain("java.lang");
  }

  @Test
  void a_worker_that_died_has_its_words_without_a_stack() {
    TaskError error =
        new TaskError(
            "WorkerCrashed",
            "worker 0.0 (pid 4711) ended unasked under task a, exit code 3",
            null,
            3,
            null,
            "Exception in thread \"x\" java.lang.Error\n\tat a.B.c(B.java:1)\n\t... 2 more\n");
    assertThat(lines(TaskStatus.CRASHED, error))
        .isEqualTo(
            """
            ! host-79  crashed after 64.0ms
                worker 0.0 (pid 4711) ended unasked under task a, exit code 3
                Exception in thread "x" java.lang.Error
            """);
  }

  @Test
  void what_a_command_wrote_cannot_steer_the_terminal() {
    assertThat(lines(TaskStatus.FAILED, command(1, null, "", "\u001b[2J\u202e")))
        .doesNotContain("\u001b", "\u202e")
        .contains("\\u001b[2J");
  }

  @Test
  void in_a_list_each_has_one_line_with_its_last_words() {
    assertThat(PLAIN.line(result(TaskStatus.FAILED, 1, command(2, null, "x\ny", "")), 9, 8, 80))
        .isEqualTo("! host-79    exit 2    y");
    assertThat(PLAIN.line(result(TaskStatus.FAILED, 1, command(2, null, "x", "oops")), 7, 6, 80))
        .isEqualTo("! host-79  exit 2  oops");
    TaskError late = TaskError.of("TimedOut", "the time limit of 5s has passed");
    assertThat(PLAIN.line(result(TaskStatus.TIMED_OUT, 1, late), 7, 9, 80))
        .isEqualTo("! host-79  timed out  the time limit of 5s has passed");
  }

  @Test
  void in_a_log_it_is_one_line() {
    assertThat(FailureText.inWords(result(TaskStatus.FAILED, 1, command(2, null, "x", "a\nb\n"))))
        .isEqualTo("host-79: exit 2: b");
    assertThat(FailureText.inWords(result(TaskStatus.FAILED, 1, command(137, "KILL", "", ""))))
        .isEqualTo("host-79: killed by SIGKILL");
    TaskError late =
        new TaskError("TimedOut", "the time limit of 5s has passed", null, null, null, "x", "y");
    assertThat(FailureText.inWords(result(TaskStatus.TIMED_OUT, 1, late)))
        .isEqualTo("host-79: timed out: the time limit of 5s has passed");
    assertThat(FailureText.inWords(result(TaskStatus.FAILED, 1, TaskError.of("T", "a\nb"))))
        .isEqualTo("host-79: failed: a b");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 30, 40, 80, 120})
  void in_a_list_no_line_is_longer_than_the_screen(int columns) {
    TaskError error = command(2, null, "", "漢字 and more ".repeat(100));
    String line = PLAIN.line(result(TaskStatus.FAILED, 1, error), 7, 6, columns);
    assertThat(TerminalText.width(line)).isLessThanOrEqualTo(columns);
  }
}
