package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code … | head -1}: the reader of standard output goes away. */
class ReaderGoneIT {
  @TempDir Path folder;

  @BeforeEach
  void job() throws Exception {
    Files.writeString(
        folder.resolve("job.jsonl"),
        IntStream.range(0, 20_000)
            .mapToObj(i -> "{\"handler\":\"echo\",\"payload\":" + i + "}")
            .collect(Collectors.joining("\n")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run job.jsonl -j 1", "run job.jsonl --dry-run"})
  void after_the_first_line_the_run_ends_with_141(String args) throws Exception {
    shell("{ %s; echo $? >code; } | head -n 1 >first", args);
    requireQuiet141();
    assertThat(Reeve.text(folder.resolve("first"))).startsWith("{").endsWith("}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "handlers",
        "help",
        "--version",
        "run --help",
        "validate job.jsonl",
        "run job.jsonl -j 1 -q",
        "run job.jsonl --dry-run"
      })
  void whoever_finds_nobody_at_all_ends_with_141_and_without_a_stack_trace(String args)
      throws Exception {
    shell(
        "{ until test -e gone; do sleep 0.05; done; %s; echo $? >code; }"
            + " | { exec <&-; touch gone; }",
        args);
    requireQuiet141();
  }

  @Test
  void a_named_pipe_has_a_reader_too() throws Exception {
    shell("mkfifo pipe; { head -n 1 <pipe >first & } ; %s >pipe; echo $? >code", "run job.jsonl");
    requireQuiet141();
  }

  private void shell(String script, String args) throws Exception {
    String command =
        Reeve.in(folder).command(args.split(" ")).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ", "", " 2>err"));
    Process shell =
        new ProcessBuilder("sh", "-c", script.formatted(command))
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertThat(Reeve.exitCode(shell)).isZero();
  }

  private void requireQuiet141() {
    String err = Reeve.text(folder.resolve("err"));
    assertThat(Reeve.text(folder.resolve("code"))).as(err).isEqualTo("141\n");
    assertThat(err).doesNotContain("Exception", "\tat ", "Broken");
  }
}
