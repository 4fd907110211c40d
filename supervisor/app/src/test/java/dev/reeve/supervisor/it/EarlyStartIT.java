package dev.reeve.supervisor.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import dev.reeve.testing.TestProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The worker that is started on a guess, before anyone has read the job. While a stream has brought
 * no task yet, it is the only child of its supervisor, and nobody has taken it over.
 */
class EarlyStartIT {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final String TASK = "{\"id\":\"a\",\"handler\":\"echo\",\"payload\":1}\n";

  @TempDir Path folder;
  private Path out;
  private Path err;

  @BeforeEach
  void files() throws IOException {
    out = Files.createFile(folder.resolve("out"));
    err = Files.createFile(folder.resolve("err"));
    job("job.json", "{\"tasks\": [" + TASK + "]}");
    job("invalid.json", "{\"tasks\": [" + TASK + TASK + "]}");
  }

  @Test
  void it_becomes_the_first_worker() throws Exception {
    Process reeve = startIdle();
    long pid = awaitChild(reeve);
    reeve.getOutputStream().write(TASK.getBytes(UTF_8));
    reeve.getOutputStream().close();

    assertThat(Reeve.exitCode(reeve)).isZero();
    assertThat(Reeve.text(out)).contains("\"worker\":{\"slot\":0,\"pid\":" + pid + "}");
    assertThat(Reeve.text(folder.resolve("summary")))
        .contains("{\"slot\":0,\"generation\":0,\"pid\":" + pid + ",\"exitCode\":0,")
        .containsOnlyOnce("\"generation\":");
  }

  @Test
  void a_stream_without_tasks_ends_it() throws Exception {
    Process reeve = startIdle();
    awaitChild(reeve);
    reeve.getOutputStream().close();
    assertThat(Reeve.exitCode(reeve)).isZero();
    assertThat(TestProcesses.left()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "65, invalid.json, --quiet",
    "66, directory.jsonl/missing.jsonl, --quiet",
    "2, job.json, --no-such-option",
    "73, job.json, --results=missing/folder/results",
    "73, job.json, --summary=missing/folder/summary"
  })
  void a_run_that_cannot_be_ends_it_before_it_exits(int exitCode, String job, String option) {
    Finished finished = recording().run("run", job, option);
    assertThat(TestProcesses.left()).isEmpty();
    assertThat(finished.exitCode()).as(finished.err()).isEqualTo(exitCode);
    assertThat(finished.out()).isEmpty();
    assertThat(hasStartedProcesses()).isEqualTo(Files.exists(folder.resolve(job)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "validate job.json",
        "validate invalid.json",
        "run job.json --dry-run",
        "run --help job.json",
        "run",
        "run missing.json",
        "help",
        "help run",
        "handlers --help",
        "--version",
        "job.json"
      })
  void where_nothing_runs_nothing_starts(String arguments) {
    recording().run(arguments.split(" "));
    assertThat(hasStartedProcesses()).isFalse();
  }

  @Test
  void a_guess_that_was_wrong_ends_it_and_the_job_has_the_workers_it_wants() throws Exception {
    job(
        "job.json",
        """
        {"\\u0077orkers": {"count": 1, "jvmArgs": ["-Xlog:gc:file=gc.txt"], "env": {"X": "wanted"}},
         "tasks": [{"id": "x", "command": ["printenv", "X"]}]}
        """);
    Finished finished = recording().run("run", "job.json", "--summary", "summary");
    assertThat(finished.record("x")).contains("\"stdout\":\"wanted\\n\"");
    assertThat(folder.resolve("gc.txt")).exists();
    assertThat(Reeve.text(folder.resolve("summary"))).containsOnlyOnce("\"generation\":");
    assertThat(Reeve.text(folder.resolve("classes"))).contains(".PrestartedProcess ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run job.json --output=none",
        "run -j 1 job.json -k",
        "run -kqvj1 job.json --results=r --grace 2s",
        "run --timeout=5s --retries 1 job.json --progress=never --summary=s",
        "each -kq --line-buffer true ::: a"
      })
  void it_comes_wherever_the_job_stands_and_picocli_is_not_loaded(String arguments) {
    assertThat(recording().run(arguments.split(" ")).exitCode()).isZero();
    assertThat(Reeve.text(folder.resolve("classes")))
        .contains(".PrestartedProcess ")
        .doesNotContain("picocli");
  }

  @Test
  void a_job_that_shapes_its_workers_has_none() throws Exception {
    job("job.json", "{\"workers\": {\"count\": 1}, \"tasks\": [" + TASK + "]}");
    assertThat(recording().run("run", "job.json").exitCode()).isZero();
    assertThat(Reeve.text(folder.resolve("classes"))).doesNotContain(".PrestartedProcess ");
  }

  @Test
  void it_does_not_outlive_a_supervisor_that_is_killed() throws Exception {
    Process reeve = startIdle(Reeve.in(folder).withoutArchive());
    awaitChild(reeve);
    Signals.to(reeve, "KILL");
    assertThat(Reeve.exitCode(reeve)).isEqualTo(137);
    Signals.requireNothingLeftWithin(GRACE);
  }

  @ParameterizedTest
  @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
  void a_signal_before_it_is_wanted_ends_it_and_the_run(String signal, int exitCode)
      throws Exception {
    Process reeve = startIdle();
    awaitChild(reeve);
    Signals.to(reeve, signal);
    assertThat(Reeve.exitCode(reeve)).isEqualTo(exitCode);
    Signals.requireNothingLeftWithin(GRACE);
    assertThat(Reeve.text(out)).isEmpty();
  }

  /** With a standard input that stays open and brings nothing until the test says so. */
  private Process startIdle() throws Exception {
    return startIdle(Reeve.in(folder));
  }

  private Process startIdle(Reeve reeve) throws Exception {
    return reeve
        .under(Signals.hearing())
        .start(out, err, "run", "-", "-j", "1", "--summary", "summary");
  }

  private static long awaitChild(Process reeve) {
    AtomicLong pid = new AtomicLong();
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(
            () -> reeve.children().map(ProcessHandle::pid).peek(pid::set).findFirst().isPresent());
    return pid.get();
  }

  /** The supervisor's JVM notes which classes it loads, and so what it has done. */
  private Reeve recording() {
    return Reeve.in(folder).jvm("-Xlog:class+load=info:file=classes");
  }

  private boolean hasStartedProcesses() {
    return Reeve.text(folder.resolve("classes")).contains(" java.lang.ProcessBuilder ");
  }

  private void job(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
