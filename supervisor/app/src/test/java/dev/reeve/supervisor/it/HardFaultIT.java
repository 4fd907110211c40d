package dev.reeve.supervisor.it;

import static dev.reeve.supervisor.it.OneWorker.AND_THEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real workers hit by what they cannot answer for: native crashes, exhaustion, signals. */
class HardFaultIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void a_native_crash_fails_its_task_with_its_signal_and_the_next_one_runs() throws Exception {
    Finished run = run(shell("segv", "kill -SEGV $PPID; sleep 60") + AND_THEN);
    assertThat(run.record("segv"))
        .contains("\"status\":\"crashed\"", "\"exitCode\":134", "\"signal\":\"ABRT\"");
    assertThenSucceeded(run);
  }

  @Test
  void the_report_of_a_native_crash_is_among_the_logs_and_its_first_lines_are_told()
      throws Exception {
    Finished run = run(shell("segv", "kill -SEGV $PPID; sleep 60"));
    Matcher told =
        Pattern.compile("the JVM crashed: SIGSEGV .*?, in .*?; see ([^\"]*/hs_err_[^\"]*\\.log)")
            .matcher(run.record("segv"));
    assertThat(told.find()).isTrue();
    assertThat(Path.of(told.group(1))).content().contains("fatal error has been detected");
    assertThat(summary()).contains(told.group(1));
    assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("hs_err"));
  }

  @Test
  void a_worker_that_halts_while_idle_is_replaced_and_no_task_is_charged() throws Exception {
    Path err = folder.resolve("err");
    Process reeve =
        new ProcessBuilder(Reeve.in(folder).command(OneWorker.arguments("-")))
            .directory(folder.toFile())
            .redirectError(err.toFile())
            .start();
    try (Writer in = new OutputStreamWriter(reeve.getOutputStream(), UTF_8);
        BufferedReader out = reeve.inputReader(UTF_8)) {
      send(in, "{\"id\":\"later\",\"handler\":\"bad/halt-later\",\"payload\":6}\n");
      assertThat(out.readLine()).contains("\"status\":\"succeeded\",\"attempts\":1");
      Reeve.awaitText(err, "while idle");
      send(in, AND_THEN);
      assertThat(out.readLine()).contains("\"status\":\"succeeded\",\"attempts\":1");
    }
    assertThat(Reeve.exitCode(reeve)).isZero();
    assertThat(summary()).contains("\"exitCode\":6", "ended unasked while idle");
  }

  @Test
  void a_worker_without_room_for_classes_exits_with_3_and_is_replaced() throws Exception {
    Finished run = run(bad("metaspace", "") + AND_THEN, "--jvm-arg", "-XX:MaxMetaspaceSize=32m");
    assertThat(run.record("metaspace")).contains("\"status\":\"crashed\"", "\"exitCode\":3");
    assertThat(run.record("metaspace")).contains("OutOfMemoryError");
    assertThenSucceeded(run);
  }

  @Test
  void a_worker_that_gets_no_more_threads_fails_the_task_and_is_replaced() throws Exception {
    Finished run = run(bad("threads", "") + AND_THEN);
    assertThat(run.record("threads")).containsAnyOf("\"failed\"", "\"crashed\"");
    assertThat(run.record("threads")).contains("OutOfMemoryError");
    assertThenSucceeded(run);
    assertThat(summary()).contains("\"generation\":1");
  }

  @Test
  void a_shutdown_hook_that_never_ends_does_not_hold_the_run() throws Exception {
    Finished run = run(bad("hook", "") + AND_THEN, "--grace", "500ms");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(summary()).contains("\"signal\":\"KILL\"");
  }

  @Test
  void a_worker_that_ignores_term_is_killed_after_the_grace_period() throws Exception {
    // A worker halts by itself a grace period after it should have been killed.
    Finished run = run(bad("deaf", ",\"timeout\":\"2s\"") + AND_THEN, "--grace", "2s");
    assertThat(run.record("deaf")).contains("\"status\":\"timed_out\"");
    assertThat(summary()).contains("\"exitCode\":137,\"signal\":\"KILL\"");
    assertThenSucceeded(run);
  }

  @Test
  void a_stopped_worker_is_found_by_its_silence_and_replaced() throws Exception {
    Finished run = run(shell("stop", "kill -STOP $PPID; sleep 60") + AND_THEN);
    assertThat(run.record("stop"))
        .contains("\"status\":\"crashed\"", "nothing was heard of it for 10s");
    assertThenSucceeded(run);
  }

  @Test
  void what_a_command_leaves_running_ends_with_its_task() throws Exception {
    Finished run =
        run(
            shell("leaves", "sleep 600 & echo $! > pid; sleep 600 & echo $! >> pid")
                + shell(
                    "after", "for p in $(cat pid); do grep -s ^State: /proc/$p/status; done; true")
                + AND_THEN);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(Reeve.text(folder.resolve("pid")).lines()).hasSize(2);
    // an init that does not reap leaves the trace of what has ended
    assertThat(run.record("after")).contains("\"stdout\":").doesNotContain("sleeping", "running");
  }

  @Test
  void a_daemon_of_a_command_that_holds_its_pipes_holds_neither_task_nor_run() throws Exception {
    Finished run =
        run(
            shell(
                    "daemon",
                    "setsid -f sh -c 'echo $$ > pid; exec sleep 600';"
                        + " until test -s pid; do sleep 0.01; done")
                + AND_THEN);
    long pid = Long.parseLong(Reeve.text(folder.resolve("pid")).strip());
    try {
      assertThat(run.record("daemon")).contains("\"status\":\"succeeded\"");
      assertThenSucceeded(run);
    } finally {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      Awaitility.await().atMost(LONG).until(() -> ProcessHandle.of(pid).isEmpty());
    }
  }

  @Test
  void a_results_file_that_another_run_holds_is_75_and_left_alone() throws Exception {
    Path err = folder.resolve("err");
    Process first =
        Reeve.in(folder).start(folder.resolve("out"), err, "run", "-", "--results", "r.jsonl");
    try (Writer in = new OutputStreamWriter(first.getOutputStream(), UTF_8)) {
      send(in, AND_THEN);
      Reeve.awaitText(folder.resolve("r.jsonl"), "\"then\"");
      Files.writeString(folder.resolve("job.jsonl"), AND_THEN);
      Finished second = Reeve.in(folder).run("run", "job.jsonl", "--results", "r.jsonl");
      assertThat(second.exitCode()).as(second.err()).isEqualTo(75);
    }
    assertThat(Reeve.exitCode(first)).isZero();
    assertThat(Files.readAllLines(folder.resolve("r.jsonl"))).hasSize(1);
  }

  @Test
  void results_whose_folder_vanishes_end_the_run_with_74() throws Exception {
    Path results = Files.createDirectory(folder.resolve("gone")).resolve("r.jsonl");
    Process reeve =
        Reeve.in(folder)
            .start(
                folder.resolve("out"),
                folder.resolve("err"),
                "run",
                "-",
                "--results",
                results.toString());
    try (Writer in = new OutputStreamWriter(reeve.getOutputStream(), UTF_8)) {
      send(in, AND_THEN);
      Reeve.awaitText(results, "\"then\"");
      Files.delete(results);
      Files.delete(results.getParent());
      send(in, AND_THEN.replace("then", "more"));
    }
    assertThat(Reeve.exitCode(reeve)).as(Reeve.text(folder.resolve("err"))).isEqualTo(74);
  }

  private Finished run(String tasks, String... more) throws IOException {
    return OneWorker.run(folder, tasks, more);
  }

  private static void assertThenSucceeded(Finished run) {
    assertThat(run.record("then")).contains("\"status\":\"succeeded\"", "\"result\":7");
  }

  private String summary() {
    return Reeve.text(folder.resolve("summary.json"));
  }

  private static String shell(String id, String script) {
    return "{\"id\":\"%s\",\"command\":[\"%s\"],\"shell\":true}%n".formatted(id, script);
  }

  /** A task whose id is the name of its bad handler. */
  private static String bad(String handler, String more) {
    return "{\"id\":\"%s\",\"handler\":\"bad/%s\",\"payload\":null%s}%n"
        .formatted(handler, handler, more);
  }

  private static void send(Writer in, String line) throws IOException {
    in.write(line);
    in.flush();
  }
}
