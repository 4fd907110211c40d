package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Signals to the supervisor; that nothing is left behind is proved after each test for all of them.
 */
class SignalIT {
  @TempDir Path folder;
  private Path out;
  private Path err;

  @BeforeEach
  void files() throws IOException {
    out = Files.createFile(folder.resolve("out"));
    err = Files.createFile(folder.resolve("err"));
  }

  @ParameterizedTest
  @CsvSource({"TERM,143", "INT,130", "HUP,129"})
  void the_first_signal_drains_running_tasks_finish_and_the_rest_is_skipped(
      String signal, int exitCode) throws Exception {
    Process reeve =
        start(
            IntStream.range(0, 10)
                .mapToObj(
                    i ->
                        "{\"id\":\"s%d\",\"command\":[\"touch s%d; sleep 2\"],\"shell\":true}"
                            .formatted(i, i))
                .collect(Collectors.joining("\n")));
    Reeve.awaitText(folder.resolve("s0"), "");
    signal(reeve, signal);
    Finished run = Reeve.await(reeve, out, err);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.record("s0")).contains("\"status\":\"succeeded\"");
    assertThat(run.out()).contains("\"status\":\"skipped\"");
    assertThat(run.out()).endsWith("\n");
  }

  @Test
  void the_second_signal_kills_and_joins() throws Exception {
    Process reeve = start("{\"id\":\"s\",\"command\":[\"touch s; sleep 1000\"],\"shell\":true}");
    Reeve.awaitText(folder.resolve("s"), "");
    signal(reeve, "TERM");
    Reeve.awaitText(err, "");
    signal(reeve, "TERM");
    Finished run = Reeve.await(reeve, out, err);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(143);
    assertThat(run.record("s")).contains("\"status\":\"cancelled\"");
  }

  @Test
  void a_killed_supervisor_leaves_no_worker_and_no_command_and_whole_records() throws Exception {
    Process reeve =
        start(
            "{\"id\":\"first\",\"handler\":\"echo\",\"payload\":1}\n"
                + "{\"id\":\"busy\",\"command\":[\"touch busy; sleep 1000\"],\"shell\":true}\n"
                + "{\"id\":\"spin\",\"handler\":\"bad/spin\",\"payload\":null}\n");
    Reeve.awaitText(folder.resolve("busy"), "");
    Reeve.awaitText(out, "first");
    signal(reeve, "KILL");
    assertThat(Reeve.exitCode(reeve)).isEqualTo(137);
    assertThat(Reeve.text(out)).endsWith("}\n");
  }

  private Process start(String lines) throws IOException {
    Files.writeString(folder.resolve("job.jsonl"), lines);
    Process reeve =
        Reeve.in(folder)
            .start(
                out,
                err,
                "run",
                "job.jsonl",
                "-j",
                "2",
                "--grace",
                "3s",
                "--worker-classpath",
                Reeve.BAD_HANDLERS);
    return reeve;
  }

  private static void signal(Process process, String name) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-s", name, String.valueOf(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }
}
