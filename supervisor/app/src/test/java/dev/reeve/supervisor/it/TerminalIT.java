package dev.reeve.supervisor.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on a terminal, which {@code script} of util-linux plays. */
class TerminalIT {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final char CTRL_C = 3;
  private static final Duration GRACE = Duration.ofSeconds(2);

  @TempDir Path folder;
  private Path screen;

  @BeforeEach
  void files() throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(SCRIPT), "no " + SCRIPT);
    screen = Files.createFile(folder.resolve("screen"));
    Files.writeString(
        folder.resolve("job.jsonl"),
        "{\"id\":\"s\",\"command\":[\"touch s; sleep 1\"],\"shell\":true}\n"
            + "{\"id\":\"t\",\"command\":[\"touch t; sleep 1000\"],\"shell\":true}\n");
  }

  @Test
  void ctrl_c_drains_and_a_second_one_kills() throws Exception {
    Process terminal = start("1h");
    Reeve.awaitText(folder.resolve("t"), "");
    type(terminal, CTRL_C);
    Reeve.awaitText(screen, "a second signal kills them");
    type(terminal, CTRL_C);
    assertThat(Reeve.exitCode(terminal)).as(Reeve.text(screen)).isEqualTo(130);
    assertThat(Reeve.text(screen)).contains("exit code 130").doesNotContain("crashed");
    assertThat(Reeve.text(folder.resolve("results"))).contains("\"status\":\"succeeded\"");
  }

  @Test
  void a_person_sees_failures_with_their_words_the_totals_and_what_to_do() throws Exception {
    Files.writeString(
        folder.resolve("job.jsonl"),
        "{\"id\":\"fine\",\"command\":[\"true\"]}\n"
            + "{\"id\":\"bad\",\"command\":[\"echo out; echo oops >&2; exit 3\"],\"shell\":true}\n");
    assertThat(Reeve.exitCode(start("1s"))).isEqualTo(1);
    assertThat(Reeve.text(screen))
        .contains("bad  exit 3 after ", "    out", "    oops", "1 ok", "1 failed")
        .contains(" --results results --retry-failed")
        .doesNotContain("fine", "succeeded", "all tasks have ended");
  }

  @Test
  void a_closed_terminal_ends_the_run_and_leaves_whole_results() throws Exception {
    Process terminal = start(GRACE.toSeconds() + "s");
    Reeve.awaitText(folder.resolve("t"), "");
    Reeve.awaitText(folder.resolve("results"), "\"id\":\"s\"");
    Signals.to(terminal, "KILL");
    assertThat(Reeve.exitCode(terminal)).isEqualTo(137);
    // the run itself may take a grace period before it ends its workers
    Signals.requireNothingLeftWithin(GRACE.multipliedBy(3));
    assertThat(Files.readAllLines(folder.resolve("results")))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("\"id\":\"t\"", "\"cancelled\""));
  }

  private Process start(String grace) throws Exception {
    String command =
        Reeve.in(folder)
            .under(Signals.hearing())
            .command("run", "job.jsonl", "-j", "1", "--grace", grace, "--results", "results")
            .stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    return new ProcessBuilder(
            SCRIPT.toString(), "-q", "-e", "-f", "-c", "exec " + command, "/dev/null")
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(screen.toFile())
        .start();
  }

  private static void type(Process terminal, char key) throws IOException {
    OutputStream keyboard = terminal.getOutputStream();
    keyboard.write(Character.toString(key).getBytes(US_ASCII));
    keyboard.flush();
  }
}
