package dev.reeve.supervisor.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HumanLineTest {
  private static final HumanLine PLAIN = new HumanLine(TerminalStyle.PLAIN);

  private static TaskResult result(
      TaskStatus status, int attempts, @Nullable String json, @Nullable TaskError error) {
    return TaskResult.builder(1, "src[3]", "file/sha256", status)
        .attempts(attempts)
        .startedAt(Instant.EPOCH)
        .durationNanos(12_345_678)
        .result(json == null ? null : Json.ofTrusted(json.getBytes(UTF_8)))
        .error(error)
        .build();
  }

  @Test
  void a_success_shows_its_result() {
    assertThat(PLAIN.of(result(TaskStatus.SUCCEEDED, 1, "{\"bytes\":3}", null), 80))
        .isEqualTo("+ src[3]  file/sha256  12.3ms  {\"bytes\":3}");
  }

  @Test
  void a_result_of_null_is_not_worth_a_word() {
    assertThat(PLAIN.of(result(TaskStatus.SUCCEEDED, 1, "null", null), 80))
        .isEqualTo("+ src[3]  file/sha256  12.3ms");
  }

  @Test
  void a_failure_shows_its_status_its_attempts_and_the_first_line_of_its_message() {
    TaskError error = TaskError.of("CommandFailed", "exit code 9\nand more");
    assertThat(PLAIN.of(result(TaskStatus.TIMED_OUT, 3, null, error), 100))
        .isEqualTo(
            "! src[3]  file/sha256  timed out  12.3ms  3 attempts  CommandFailed: exit code 9");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, TerminalWidth.CUT_BY_TERMINAL})
  void a_reason_that_does_not_fit_has_a_line_of_its_own_and_is_not_cut(int columns) {
    TaskError error =
        TaskError.of("CommandFailed", "sh exited with 9: out of cheese, and of bread");
    String[] lines = PLAIN.of(result(TaskStatus.FAILED, 1, null, error), columns).split("\n", -1);
    assertThat(lines[0]).isEqualTo("! src[3]  file/sha256  failed  12.3ms");
    assertThat(lines[1]).isEqualTo("  " + error.type() + ": " + error.message());
  }

  @Test
  void a_terminal_cuts_lines_of_results_and_wraps_reasons() {
    assertThat(TerminalWidth.cutting("! a\n  why\n+ b\n"))
        .isEqualTo(
            "\u001b[?7l! a\u001b[K\n\u001b[?7h  why\n\u001b[?7l+ b\u001b[K\n\u001b[K\u001b[?7h");
  }

  @Test
  void a_task_that_never_started_shows_no_time() {
    TaskResult skipped =
        TaskResult.notStarted(
            1, "a", "echo", TaskStatus.SKIPPED, TaskError.of("Skipped", "the run was halted"));
    assertThat(PLAIN.of(skipped, 80)).isEqualTo("- a  echo  skipped  Skipped: the run was halted");
  }

  @Test
  void colours_and_marks_come_only_with_a_style_that_has_them() {
    HumanLine coloured = new HumanLine(new TerminalStyle(true, true));
    assertThat(coloured.of(result(TaskStatus.SUCCEEDED, 1, "7", null), 80))
        .isEqualTo("\u001b[32m✓\u001b[0m src[3]  file/sha256  12.3ms  \u001b[2m7\u001b[0m");
    assertThat(coloured.of(result(TaskStatus.CRASHED, 1, null, TaskError.of("X", "y")), 80))
        .startsWith("\u001b[31m✗\u001b[0m src[3]");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 30, 40, 41, 42, 43, 44, 60, 80})
  void a_line_never_takes_more_columns_than_the_terminal_has(int columns) {
    String json = "{\"text\":\"" + "漢字 and more ".repeat(1_000) + "\"}";
    String line = PLAIN.of(result(TaskStatus.SUCCEEDED, 1, json, null), columns);
    assertThat(TerminalText.width(line)).isLessThanOrEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED, +",
    "FAILED, !",
    "TIMED_OUT, !",
    "CRASHED, !",
    "CANCELLED, -",
    "SKIPPED, -"
  })
  void every_status_has_its_mark(TaskStatus status, String mark) {
    assertThat(PLAIN.of(result(status, 1, null, TaskError.of("T", "m")), 80))
        .startsWith(mark + " ");
  }

  @Test
  void an_id_or_a_handler_with_ends_of_lines_is_told_as_it_is_on_one_line() {
    TaskError error = TaskError.of("Skipped", "why");
    TaskResult odd = TaskResult.notStarted(1, "a\nb", "c\rd", TaskStatus.SKIPPED, error);
    assertThat(PLAIN.of(odd, 100)).isEqualTo("- a\\u000ab  c\\u000dd  skipped  Skipped: why");
  }

  @Test
  void a_result_cannot_steer_the_terminal() {
    TaskError error = TaskError.of("X", "\u001b]0;owned\u0007");
    assertThat(PLAIN.of(result(TaskStatus.FAILED, 1, null, error), 100))
        .doesNotContain("\u001b")
        .contains("\\u001b]0;owned");
  }
}
