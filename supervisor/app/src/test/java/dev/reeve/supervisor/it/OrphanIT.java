package dev.reeve.supervisor.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The supervisor is killed by SIGKILL, so that nobody can tell its workers. */
class OrphanIT {
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final String FIRST = "{\"id\":\"first\",\"handler\":\"echo\",\"payload\":1}\n";

  @TempDir Path folder;
  private Path out;
  private Path err;

  @BeforeEach
  void files() throws IOException {
    out = Files.createFile(folder.resolve("out"));
    err = Files.createFile(folder.resolve("err"));
  }

  @Test
  void an_idle_worker_ends_with_its_supervisor() throws Exception {
    Process reeve = start(Reeve.in(folder), "-");
    reeve.getOutputStream().write(FIRST.getBytes(UTF_8));
    reeve.getOutputStream().flush();
    Reeve.awaitText(out, "first");
    killAndRequireNothingLeft(reeve);
  }

  @Test
  void a_worker_that_has_hardly_started_ends_with_its_supervisor() throws Exception {
    Process reeve = start(Reeve.in(folder), "-");
    reeve.getOutputStream().write(FIRST.getBytes(UTF_8));
    reeve.getOutputStream().flush();
    Awaitility.await().until(() -> reeve.children().findAny().isPresent());
    Signals.to(reeve, "KILL");
    assertThat(Reeve.exitCode(reeve)).isEqualTo(137);
    Signals.requireNothingLeftWithin(GRACE);
  }

  @Test
  void a_sleeping_handler_ends_with_its_supervisor() throws Exception {
    Process reeve = startJob(FIRST + "{\"handler\":\"sleep\",\"payload\":{\"duration\":\"1h\"}}\n");
    Reeve.awaitText(out, "first");
    killAndRequireNothingLeft(reeve);
  }

  @Test
  void a_spinning_handler_ends_with_its_supervisor() throws Exception {
    Process reeve =
        startJob(
            FIRST
                + "{\"command\":[\"touch\",\"near\"]}\n"
                + "{\"handler\":\"bad/spin\",\"payload\":null}\n"
                + "{\"handler\":\"bad/spin\",\"payload\":null}\n");
    Reeve.awaitText(folder.resolve("near"), "");
    Reeve.awaitText(out, "first");
    killAndRequireNothingLeft(reeve);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Dreeve.setsid=none", "-Dreeve.setsid=found"})
  void a_command_that_ignores_term_ends_with_its_children_and_the_supervisor(String setsid)
      throws Exception {
    Files.writeString(folder.resolve("job.jsonl"), FIRST + SignalIT.stubbornFamily());
    Process reeve = start(Reeve.in(folder).jvm(setsid), "job.jsonl");
    Reeve.awaitText(folder.resolve("child"), "");
    Reeve.awaitText(out, "first");
    killAndRequireNothingLeft(reeve);
    assertThat(folder.resolve("after")).doesNotExist();
  }

  private void killAndRequireNothingLeft(Process reeve) throws Exception {
    Signals.to(reeve, "KILL");
    assertThat(Reeve.exitCode(reeve)).isEqualTo(137);
    Signals.requireNothingLeftWithin(GRACE);
    assertThat(Reeve.text(out)).startsWith("{\"seq\":1,").endsWith("}\n");
  }

  private Process startJob(String lines) throws IOException {
    Files.writeString(folder.resolve("job.jsonl"), lines);
    return start(Reeve.in(folder), "job.jsonl");
  }

  private Process start(Reeve reeve, String job) {
    return reeve
        .withoutArchive()
        .start(
            out,
            err,
            "run",
            job,
            "-j",
            "2",
            "--grace",
            GRACE.toSeconds() + "s",
            "--worker-classpath",
            Reeve.BAD_HANDLERS);
  }
}
