package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signals to the supervisor; that nothing is left behind is proved after each test for all of them.
 */
class SignalIT {
  private static final String FOR_EVER =
      "{\"id\":\"s\",\"command\":[\"touch s; sleep 1000\"],\"shell\":true}\n";

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
    Process reeve = start(reeve(), tenCommands(), "1h");
    awaitTwoCommands();
    Signals.to(reeve, signal);
    requireDrained(goAndAwait(reeve), exitCode);
  }

  @Test
  void ctrl_c_for_the_whole_group_drains_and_does_not_reach_the_workers() throws Exception {
    Process reeve = start(reeve().under("setsid"), tenCommands(), "1h");
    awaitTwoCommands();
    Signals.toGroupOf(reeve, "INT");
    requireDrained(goAndAwait(reeve), 130);
  }

  @Test
  void term_for_the_whole_group_drains() throws Exception {
    Process reeve = start(reeve().under("setsid"), tenCommands(), "1h");
    awaitTwoCommands();
    Signals.toGroupOf(reeve, "TERM");
    requireDrained(goAndAwait(reeve), 143);
  }

  @Test
  void without_setsid_ctrl_c_for_the_whole_group_drains_and_the_workers_ignore_it()
      throws Exception {
    Process reeve = start(withoutSetsid(), tenCommands(), "1h");
    awaitTwoCommands();
    Signals.toGroupOf(reeve, "INT");
    requireDrained(goAndAwait(reeve), 130);
  }

  @Test
  void without_setsid_term_for_the_whole_group_ends_all() throws Exception {
    Process reeve = start(withoutSetsid(), stubbornFamily(), "2s");
    Reeve.awaitText(folder.resolve("child"), "");
    Signals.toGroupOf(reeve, "TERM");
    Finished run = Reeve.await(reeve, out, err);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(143);
    assertThat(run.record("family")).doesNotContain("\"status\":\"succeeded\"");
  }

  @Test
  void the_second_signal_kills_and_joins_however_long_the_grace_period() throws Exception {
    Process reeve = start(reeve(), FOR_EVER, "1h");
    Reeve.awaitText(folder.resolve("s"), "");
    Signals.to(reeve, "TERM");
    Reeve.awaitText(err, "a second signal kills them");
    Signals.to(reeve, "TERM");
    Finished run = Reeve.await(reeve, out, err);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(143);
    assertThat(run.record("s")).contains("\"status\":\"cancelled\"");
    assertThat(Reeve.text(folder.resolve("summary.json")))
        .contains("\"exitCode\":137,\"signal\":\"KILL\"")
        .doesNotContain("\"exitCode\":null");
  }

  @Test
  void usr1_tells_what_runs_and_ends_nothing() throws Exception {
    Process reeve = start(reeve(), FOR_EVER, "1h");
    Reeve.awaitText(folder.resolve("s"), "");
    Signals.to(reeve, "USR1");
    Reeve.awaitText(err, ", task s for ");
    assertThat(Reeve.text(err)).contains("0 done, 0 failed, 1 running, 0 waiting\n");
    assertThat(reeve.isAlive()).isTrue();
    assertThat(stop(reeve).exitCode()).isEqualTo(143);
  }

  @Test
  void the_launcher_has_thread_dumps_go_to_standard_error() throws Exception {
    Process reeve = start(reeve().byScript(), FOR_EVER, "1h");
    Reeve.awaitText(folder.resolve("s"), "");
    Signals.to(reeve, "QUIT");
    Reeve.awaitText(err, "Full thread dump");
    assertThat(stop(reeve).records()).allMatch(line -> line.startsWith("{\"seq\":"));
  }

  private Finished stop(Process reeve) throws Exception {
    Signals.to(reeve, "TERM");
    Reeve.awaitText(err, "a second signal kills them");
    Signals.to(reeve, "TERM");
    return Reeve.await(reeve, out, err);
  }

  @Test
  void without_setsid_the_second_signal_kills_the_commands_too() throws Exception {
    Process reeve = start(withoutSetsid(), stubbornFamily(), "1h");
    Reeve.awaitText(folder.resolve("child"), "");
    Signals.to(reeve, "INT");
    Reeve.awaitText(err, "a second signal kills them");
    Signals.to(reeve, "INT");
    Finished run = Reeve.await(reeve, out, err);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
    Signals.requireNothingLeftWithin(Duration.ZERO);
  }

  /** Nobody reads the results, so that the run is still there for the third signal. */
  @Test
  void the_third_signal_ends_the_supervisor_at_once_and_leaves_no_orphan() throws Exception {
    String results =
        IntStream.range(0, 200)
            .mapToObj(i -> "{\"handler\":\"echo\",\"payload\":\"" + "x".repeat(4_000) + "\"}")
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(folder.resolve("job.jsonl"), results + FOR_EVER);
    Process reeve =
        new ProcessBuilder(reeve().command("run", "job.jsonl", "-j", "1"))
            .directory(folder.toFile())
            .redirectError(err.toFile())
            .start();
    Reeve.awaitText(folder.resolve("s"), "");
    Signals.to(reeve, "TERM");
    Reeve.awaitText(err, "a second signal kills them");
    Signals.to(reeve, "INT", "HUP");
    assertThat(Reeve.exitCode(reeve)).as(Reeve.text(err)).isEqualTo(143);
    assertThat(Reeve.text(err)).doesNotContain("exit code 143");
    Signals.requireNothingLeftWithin(Duration.ofSeconds(5));
    reeve.getInputStream().close();
  }

  @Test
  void under_nohup_a_hang_up_changes_nothing() throws Exception {
    Process reeve =
        start(
            reeve().under("nohup"),
            "{\"id\":\"n\",\"command\":[\"touch n; until test -e go; do sleep 0.1; done\"],"
                + "\"shell\":true}",
            "3s");
    Reeve.awaitText(folder.resolve("n"), "");
    Signals.to(reeve, "HUP");
    Files.createFile(folder.resolve("go"));
    Finished run = Reeve.await(reeve, out, err);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.record("n")).contains("\"status\":\"succeeded\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void a_signal_while_workers_start_ends_the_run(String signal) throws Exception {
    Process reeve = start(reeve(), "{\"handler\":\"echo\"}\n", "1s");
    Awaitility.await().until(() -> reeve.children().findAny().isPresent() || !reeve.isAlive());
    if (reeve.isAlive()) {
      Signals.to(reeve, signal);
    }
    assertThat(Reeve.exitCode(reeve)).isIn(0, signal.equals("INT") ? 130 : 143);
  }

  private Reeve reeve() throws Exception {
    return Reeve.in(folder).under(Signals.hearing());
  }

  private Reeve withoutSetsid() throws Exception {
    return reeve().under("setsid").jvm("-Dreeve.setsid=none");
  }

  /** Each makes a file of its name, and ends when there is a file {@code go}. */
  private static String tenCommands() {
    String script = "touch s%d; until test -e go; do sleep 0.1; done";
    return IntStream.range(0, 10)
        .mapToObj(
            i ->
                ("{\"id\":\"s%d\",\"command\":[\"" + script + "\"],\"shell\":true}")
                    .formatted(i, i))
        .collect(Collectors.joining("\n"));
  }

  /** Until both workers are busy: one that is only just forked is still in the group of the run. */
  private void awaitTwoCommands() {
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(
            () ->
                IntStream.range(0, 10).filter(i -> Files.exists(folder.resolve("s" + i))).count()
                    == 2);
  }

  /** Lets the commands end once the drain has begun. */
  private Finished goAndAwait(Process reeve) throws IOException {
    Reeve.awaitText(err, "a second signal kills them");
    Files.createFile(folder.resolve("go"));
    return Reeve.await(reeve, out, err);
  }

  /** A shell and its child, both deaf to TERM. */
  static String stubbornFamily() {
    return "{\"id\":\"family\",\"shell\":true,\"command\":[\"trap '' TERM INT HUP; touch parent;"
        + " sh -c 'touch child; while :; do sleep 1; done'; touch after\"]}\n";
  }

  private void requireDrained(Finished run, int exitCode) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.record("s0")).contains("\"status\":\"succeeded\"");
    assertThat(run.out()).contains("\"status\":\"skipped\"").doesNotContain("crashed");
    assertThat(run.out()).endsWith("\n");
    assertThat(Reeve.text(folder.resolve("summary.json")))
        .as("no worker was hit by the signal")
        .containsSubsequence("\"exitCode\":0,\"signal\":null", "\"exitCode\":0,\"signal\":null")
        .doesNotContain("\"signal\":\"");
  }

  private Process start(Reeve reeve, String lines, String grace) throws IOException {
    Files.writeString(folder.resolve("job.jsonl"), lines);
    return reeve.start(
        out,
        err,
        "run",
        "job.jsonl",
        "-j",
        "2",
        "--grace",
        grace,
        "--summary",
        "summary.json",
        "--worker-classpath",
        Reeve.BAD_HANDLERS);
  }
}
