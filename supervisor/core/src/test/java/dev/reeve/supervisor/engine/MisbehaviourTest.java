package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.supervisor.process.LaunchSpec;
import dev.reeve.supervisor.process.MisbehavingLaunchers;
import dev.reeve.supervisor.testing.MisbehavingWorker.AtStart;
import dev.reeve.supervisor.testing.Misdeeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes that misbehave under the real loop: what becomes of tasks and of the pool. */
class MisbehaviourTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource({"exit,0", "exit,9", "halt,44", "half-line,5", "kill-itself,137"})
  void a_worker_that_dies_fails_the_attempt_with_its_raw_code_and_is_replaced(
      String misdeed, int code) throws Exception {
    try (MisbehavingPool pool = pool()) {
      TaskResult dead = pool.run(misdeed, String.valueOf(code));
      assertThat(dead.status()).isEqualTo(TaskStatus.CRASHED);
      assertThat(dead.attempts()).isEqualTo(1);
      assertThat(error(dead).exitCode()).isEqualTo(code);
      assertReplaced(pool, dead);
      WorkerReport first = pool.finish().workers().get(0);
      assertThat(first.crashed()).isTrue();
      assertThat(first.exitCode()).isEqualTo(code);
    }
  }

  @Test
  void a_task_that_may_be_tried_again_runs_on_the_next_worker() throws Exception {
    try (MisbehavingPool pool = pool()) {
      TaskResult result = pool.run(Misdeeds.EXIT_ONCE, "3", null, 1);
      assertThat(result.status()).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(result.attempts()).isEqualTo(2);
      assertThat(pool.finish().workers()).hasSize(2);
    }
  }

  @Test
  void the_last_words_of_a_worker_without_heap_are_in_the_error() throws Exception {
    try (MisbehavingPool pool = pool()) {
      TaskResult dead = pool.run(Misdeeds.EXHAUST_HEAP, "null");
      assertThat(error(dead).exitCode()).isEqualTo(3);
      assertThat(error(dead).stderrTail()).contains("java.lang.OutOfMemoryError");
      assertThat(error(dead).message()).contains("it ran out of memory (Java heap space)");
      assertReplaced(pool, dead);
    }
  }

  @Test
  void a_worker_that_ends_while_idle_is_replaced_and_nothing_is_charged() throws Exception {
    try (MisbehavingPool pool = pool()) {
      TaskResult before = pool.run(Misdeeds.HALT_LATER, "6");
      pool.awaitLog("while idle");
      TaskResult after = assertReplaced(pool, before);
      assertThat(before.attempts()).isEqualTo(1);
      assertThat(after.attempts()).isEqualTo(1);
      WorkerReport first = pool.finish().workers().get(0);
      assertThat(first.crashed()).isTrue();
      assertThat(first.exitCode()).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "print,a line of text",
    "print-without-newline,text without newline",
    "noise,not a message",
    "wrong-id,987654321",
    "second-response,",
    "late-response,"
  })
  void output_that_does_not_belong_there_is_told_and_harms_neither_task_nor_worker(
      String misdeed, String told) throws Exception {
    try (MisbehavingPool pool = pool()) {
      assertSucceeded(pool.run(Misdeeds.ECHO, "1"), "1");
      assertSucceeded(pool.run(misdeed, "null"), "null");
      assertSucceeded(pool.run(Misdeeds.ECHO, "2"), "2");
      assertThat(pool.finish().workers())
          .singleElement()
          .extracting(WorkerReport::crashed)
          .isEqualTo(false);
      assertThat(pool.log.lines())
          .anySatisfy(line -> assertThat(line).contains("WARNING", told == null ? "" : told));
    }
  }

  @Test
  void an_endless_line_fails_the_attempt_and_the_worker_is_replaced() throws Exception {
    try (MisbehavingPool pool = pool()) {
      TaskResult broken = pool.run(Misdeeds.ENDLESS_LINE, "4000");
      assertThat(broken.status()).isEqualTo(TaskStatus.CRASHED);
      assertThat(error(broken).message()).contains("longer than 16777216 bytes");
      assertReplaced(pool, broken);
    }
  }

  @Test
  void a_worker_that_closes_its_output_is_ended_and_its_attempt_failed() throws Exception {
    try (MisbehavingPool pool = impatientPool()) {
      TaskResult broken = pool.run(Misdeeds.CLOSE_STDOUT, "null");
      assertThat(broken.status()).isEqualTo(TaskStatus.CRASHED);
      assertThat(error(broken).message()).contains("standard output was closed");
      assertReplaced(pool, broken);
    }
  }

  @Test
  void a_worker_that_stops_reading_is_ended_and_the_task_it_never_took_runs_elsewhere()
      throws Exception {
    try (MisbehavingPool pool = impatientPool(AtStart.BEAT)) {
      TaskResult last = pool.run(Misdeeds.STOP_READING, "null");
      String large = '"' + "x".repeat(1 << 20) + '"';
      TaskResult next = pool.run(Misdeeds.ECHO, large);
      assertSucceeded(next, large);
      assertThat(next.attempts()).isEqualTo(1);
      assertThat(next.worker()).isNotEqualTo(last.worker());
      assertThat(pool.finish().workers().get(0).reason()).contains("has read nothing");
    }
  }

  @Test
  void a_worker_that_closes_its_input_is_ended_and_no_task_is_lost() throws Exception {
    try (MisbehavingPool pool = impatientPool(AtStart.BEAT)) {
      assertSucceeded(pool.run(Misdeeds.CLOSE_STDIN, "null"), "null");
      for (int i = 0; i < 4; i++) {
        assertSucceeded(pool.run(Misdeeds.ECHO, String.valueOf(i)), String.valueOf(i));
      }
      assertThat(pool.finish().workers().get(0).reason()).contains("does not read");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Misdeeds.FLOOD_STDERR, Misdeeds.FLOOD_BINARY})
  void a_flood_on_standard_error_stalls_no_task(String flood) throws Exception {
    try (MisbehavingPool pool = pool()) {
      assertSucceeded(pool.run(flood, "300"), "null");
      assertSucceeded(pool.run(Misdeeds.ECHO, "1"), "1");
      assertThat(pool.finish().workers()).hasSize(1);
    }
  }

  @Test
  void a_worker_deaf_to_term_is_killed_when_its_task_has_passed_its_time_limit() throws Exception {
    try (MisbehavingPool pool = pool(AtStart.IGNORE_TERM)) {
      TaskResult late = pool.run(Misdeeds.HANG, "null", SHORT, 0);
      assertThat(late.status()).isEqualTo(TaskStatus.TIMED_OUT);
      assertReplaced(pool, late);
      assertThat(pool.finish().workers())
          .hasSize(2)
          .allSatisfy(worker -> assertThat(worker.signal()).isEqualTo("KILL"));
    }
  }

  @Test
  void a_hook_that_hangs_holds_the_end_of_the_run_no_longer_than_the_ladder() throws Exception {
    try (MisbehavingPool pool = pool(AtStart.IGNORE_TERM)) {
      assertSucceeded(pool.run(Misdeeds.ECHO, "1"), "1");
      RunSummary summary = pool.finish();
      assertThat(summary.ending()).isEqualTo(RunEnding.COMPLETED);
      assertThat(summary.unjoined()).isEmpty();
      assertThat(summary.workers()).singleElement().extracting("signal").isEqualTo("KILL");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Misdeeds.LEAVE_CHILD, Misdeeds.LEAVE_DAEMON})
  void what_a_dead_worker_left_behind_and_holds_its_pipes_does_not_stay(String misdeed)
      throws Exception {
    try (MisbehavingPool pool = pool()) {
      TaskResult left = pool.run(misdeed, "null");
      long pid = Long.parseLong(String.valueOf(left.result()));
      assertThat(pool.run(Misdeeds.HALT, "1").status()).isEqualTo(TaskStatus.CRASHED);
      Awaitility.await().atMost(LONG).until(() -> !isAlive(pid));
      assertReplaced(pool, left);
    }
  }

  @Test
  void a_daemon_that_holds_the_output_of_a_worker_delays_the_end_of_the_run_by_a_bound()
      throws Exception {
    try (MisbehavingPool pool = pool()) {
      TaskResult left = pool.run(Misdeeds.LEAVE_DAEMON, "null");
      long pid = Long.parseLong(String.valueOf(left.result()));
      try {
        assertThat(pool.finish().ending()).isEqualTo(RunEnding.COMPLETED);
      } finally {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  @Test
  void characters_across_the_edges_of_buffers_arrive_whole() throws Exception {
    try (MisbehavingPool pool = pool()) {
      for (int edge : new int[] {1 << 12, 1 << 13, 1 << 16}) {
        for (int shift = 0; shift < 8; shift++) {
          String text = '"' + "x".repeat(shift) + "é€😀".repeat(edge / 4) + '"';
          assertSucceeded(pool.run(Misdeeds.ECHO, text), text);
        }
      }
    }
  }

  @Test
  void a_java_that_is_removed_under_the_run_ends_it_and_the_remaining_tasks_are_skipped(
      @TempDir Path folder) throws Exception {
    Path java = Files.createSymbolicLink(folder.resolve("java"), LaunchSpec.currentJava());
    try (MisbehavingPool pool =
        new MisbehavingPool(log -> MisbehavingLaunchers.launcher(java, log))) {
      assertSucceeded(pool.run(Misdeeds.ECHO, "1"), "1");
      Files.delete(java);
      assertThat(pool.run(Misdeeds.HALT, "1").status()).isEqualTo(TaskStatus.CRASHED);
      assertThat(pool.run(Misdeeds.ECHO, "2").status()).isEqualTo(TaskStatus.SKIPPED);
      RunSummary summary = pool.finish();
      assertThat(summary.ending()).isEqualTo(RunEnding.WORKERS_DO_NOT_START);
      assertThat(summary.message()).contains(java.toString());
      assertThat(summary.workers()).hasSize(1);
    }
  }

  private static MisbehavingPool pool(String... atStart) {
    return new MisbehavingPool(log -> MisbehavingLaunchers.launcher(log, atStart));
  }

  private static MisbehavingPool impatientPool(String... atStart) {
    return new MisbehavingPool(log -> MisbehavingLaunchers.launcher(SHORT, log, atStart));
  }

  /** The next task runs on another process than that one did. */
  private static TaskResult assertReplaced(MisbehavingPool pool, TaskResult former)
      throws Exception {
    TaskResult next = pool.run(Misdeeds.ECHO, "7");
    assertSucceeded(next, "7");
    assertThat(next.worker()).isNotEqualTo(former.worker());
    return next;
  }

  private static void assertSucceeded(TaskResult result, String value) {
    assertThat(result.status()).as("%s", result.error()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(Objects.requireNonNull(result.result()).toString().equals(value))
        .as("the result is the one expected")
        .isTrue();
  }

  private static TaskError error(TaskResult result) {
    return Objects.requireNonNull(result.error());
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
