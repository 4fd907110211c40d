package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FailuresCommandTest {
  private static final String FAILED =
      "{\"seq\":1,\"id\":\"a\\nb\",\"handler\":\"exec\",\"status\":\"failed\",\"attempts\":2,"
          + "\"startedAt\":\"2026-11-20T10:00:00.123Z\",\"durationMs\":64.0,\"error\":{"
          + "\"type\":\"CommandFailed\",\"message\":\"sh exited with 2\",\"exitCode\":2,"
          + "\"signal\":null,\"stdoutTail\":\"\",\"stderrTail\":\"oops\\n\"}}\n";
  private static final String SKIPPED =
      "{\"seq\":2,\"id\":\"s\",\"handler\":\"exec\",\"status\":\"skipped\",\"attempts\":0}\n";

  private final Capture capture = new Capture();
  private final Path file;

  FailuresCommandTest(@TempDir Path folder) throws IOException {
    this.file = Files.writeString(folder.resolve("r.jsonl"), FAILED + SKIPPED);
  }

  @Test
  void failures_are_told_with_what_they_wrote_and_what_did_not_run_as_a_number() {
    assertThat(capture.run("failures", file.toString())).isEqualTo(1);
    assertThat(capture.out()).isEqualTo("! a\\u000ab  exit 2 after 64.0ms, 2 attempts\n    oops\n");
    assertThat(capture.err())
        .isEqualTo("reeve: 1 task skipped or cancelled; --resume or --retry-failed runs them\n");
  }

  @Test
  void ids_are_one_a_line_and_exact_unless_they_hold_line_ends() {
    assertThat(capture.run("failures", "--ids", file.toString())).isEqualTo(1);
    assertThat(capture.out()).isEqualTo("a\\u000ab\ns\n");
    assertThat(capture.err()).isEmpty();
  }

  @Test
  void records_are_printed_as_they_are() {
    assertThat(capture.run("failures", file.toString(), "--output", "jsonl")).isEqualTo(1);
    assertThat(capture.out()).isEqualTo(FAILED + SKIPPED);
  }

  @Test
  void without_failures_nothing_is_said() throws IOException {
    Files.writeString(file, "");
    assertThat(capture.run("failures", file.toString())).isZero();
    assertThat(capture.out() + capture.err()).isEmpty();
  }

  @Test
  void what_cannot_be_read_is_named() {
    assertThat(capture.run("failures", file + ".none")).isEqualTo(66);
    assertThat(capture.err())
        .isEqualTo("reeve: cannot read results from " + file + ".none: no such file or folder\n");
    assertThat(capture.run("failures")).isEqualTo(2);
  }
}
