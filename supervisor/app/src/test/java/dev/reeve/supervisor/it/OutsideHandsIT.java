package dev.reeve.supervisor.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and descriptors of a run that others name twice, replace or change. */
class OutsideHandsIT {
  private static final String TASK = "{\"id\":\"a\",\"handler\":\"echo\",\"payload\":1}\n";

  /** Makes descriptors non-blocking for all that share them, then becomes the command. */
  private static final String NON_BLOCKING =
      "import os, sys; [os.set_blocking(int(d), False) for d in sys.argv[1]];"
          + " os.execvp(sys.argv[2], sys.argv[2:])";

  /** What a pipe holds. */
  private static final int PIPE_BYTES = 64 << 10;

  @TempDir Path folder;

  @BeforeEach
  void job() throws Exception {
    Files.writeString(folder.resolve("job.jsonl"), TASK);
    Files.createLink(folder.resolve("hard.jsonl"), folder.resolve("job.jsonl"));
    Files.writeString(folder.resolve("list"), "one\n");
    Files.writeString(
        folder.resolve("lines.json"),
        """
        {"tasks":[{"id":"x","forEach":{"lines":"list"},"handler":"echo","payload":"{item}"}]}
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run job.jsonl >>job.jsonl",
        "run job.jsonl 2>>job.jsonl",
        "run - <hard.jsonl >>job.jsonl",
        "run - --results job.jsonl <job.jsonl",
        "run job.jsonl --results hard.jsonl",
        "run job.jsonl --summary job.jsonl",
        "run job.jsonl --dry-run >>job.jsonl",
        "validate job.jsonl >>job.jsonl",
        "run lines.json --results list",
        "run lines.json >>list"
      })
  void an_output_that_is_an_input_is_refused_before_anything_is_written(String args)
      throws Exception {
    assertThat(shell(args)).isEqualTo("73\n");
    assertThat(folder.resolve("job.jsonl")).hasContent(TASK);
    assertThat(folder.resolve("list")).hasContent("one\n");
  }

  @Test
  void results_that_are_replaced_while_the_run_goes_on_end_it_with_74() throws Exception {
    Path results = folder.resolve("r.jsonl");
    Path err = folder.resolve("err");
    Process reeve =
        Reeve.in(folder)
            .start(folder.resolve("out"), err, "run", "-", "--results", results.toString());
    try (Writer in = new OutputStreamWriter(reeve.getOutputStream(), UTF_8)) {
      in.write(TASK);
      in.flush();
      Reeve.awaitText(results, "\"a\"");
      Files.move(results, folder.resolve("old.jsonl"));
      Files.writeString(results, "");
      in.write(TASK.replace("\"a\"", "\"b\""));
    }
    assertThat(Reeve.exitCode(reeve)).isEqualTo(74);
    assertThat(err).content().contains("r.jsonl").contains("it was replaced by another file");
    assertThat(folder.resolve("old.jsonl")).content().endsWith("}\n");
  }

  @Test
  void a_summary_may_go_to_a_standard_stream_that_is_a_file() throws Exception {
    assertThat(shell("run job.jsonl -q --output none --summary /dev/stderr 2>messages"))
        .isEqualTo("0\n");
    assertThat(folder.resolve("messages")).content().startsWith("{\"job\":");
  }

  @Test
  void all_output_gets_through_a_non_blocking_pipe_with_a_slow_reader() throws Exception {
    requirePython();
    Files.writeString(
        folder.resolve("many.jsonl"),
        IntStream.range(0, 300)
            .mapToObj(i -> "{\"handler\":\"echo\",\"payload\":\"" + "x".repeat(1_000) + "\"}\n")
            .collect(Collectors.joining()));
    Process reeve =
        Reeve.in(folder)
            .under("python3", "-c", NON_BLOCKING, "1")
            .startPiped("run", "many.jsonl", "-j", "1");
    try (InputStream out = reeve.getInputStream()) {
      Awaitility.await()
          .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
          .until(() -> out.available() > PIPE_BYTES / 2);
      assertThat(new String(out.readAllBytes(), UTF_8).lines())
          .hasSize(300)
          .allMatch(line -> line.startsWith("{\"seq\":") && line.endsWith("}"));
    }
    assertThat(Reeve.exitCode(reeve)).isZero();
  }

  @Test
  void input_from_a_non_blocking_pipe_is_waited_for() throws Exception {
    requirePython();
    Path results = folder.resolve("r.jsonl");
    Process reeve =
        Reeve.in(folder)
            .under("python3", "-c", NON_BLOCKING, "0")
            .start(
                folder.resolve("out"),
                folder.resolve("err"),
                "run",
                "-",
                "--results",
                results.toString());
    try (Writer in = new OutputStreamWriter(reeve.getOutputStream(), UTF_8)) {
      in.write(TASK);
      in.flush();
      Reeve.awaitText(results, "\"a\""); // by now it waits for the next line
      in.write(TASK.replace("\"a\"", "\"b\""));
    }
    assertThat(Reeve.exitCode(reeve)).as(Reeve.text(folder.resolve("err"))).isZero();
    assertThat(Files.readAllLines(results)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {">&-", ">&- 2>&-", "<&- >&- 2>&-"})
  void results_for_a_standard_output_that_is_closed_are_74_before_any_task_runs(String streams)
      throws Exception {
    Files.writeString(
        folder.resolve("trace.jsonl"), "{\"command\":[\"touch\",\"" + folder + "/ran\"]}\n");
    assertThat(shell("run trace.jsonl " + streams)).isEqualTo("74\n");
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  void with_a_results_file_all_standard_streams_may_be_closed() throws Exception {
    assertThat(shell("run job.jsonl --results r.jsonl <&- >&- 2>&-")).isEqualTo("0\n");
    assertThat(Files.readAllLines(folder.resolve("r.jsonl"))).hasSize(1);
  }

  @Test
  void a_named_pipe_for_results_is_waited_for_and_said_so() throws Exception {
    String pipe = folder.resolve("pipe").toString();
    assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
    Path err = folder.resolve("err");
    Process reeve =
        Reeve.in(folder).start(folder.resolve("out"), err, "run", "job.jsonl", "--results", "pipe");
    Reeve.awaitText(err, "pipe is a named pipe: waiting until it is opened for reading");
    assertThat(Files.readAllLines(folder.resolve("pipe"))).hasSize(1);
    assertThat(Reeve.exitCode(reeve)).isZero();
  }

  private static void requirePython() throws Exception {
    assumeTrue(
        new ProcessBuilder("sh", "-c", "command -v python3 >/dev/null").start().waitFor() == 0,
        "descriptors are made non-blocking by python3, which is missing");
  }

  /** Runs it in a shell, with redirections; returns its exit code and a newline. */
  private String shell(String args) throws Exception {
    String command =
        Reeve.in(folder).command().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ", "", " " + args));
    Process shell =
        new ProcessBuilder("sh", "-c", command + "; echo $? >code")
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(folder.resolve("shell-out").toFile())
            .redirectError(folder.resolve("shell-err").toFile())
            .start();
    Reeve.exitCode(shell);
    return Reeve.text(folder.resolve("code"));
  }
}
