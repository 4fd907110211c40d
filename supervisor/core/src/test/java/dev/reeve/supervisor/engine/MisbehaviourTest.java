package dev.reeve.supervisor.engine;

import static dev.reeve.supervisor.engine.MisbehavingPool.assertReplaced;
import static dev.reeve.supervisor.engine.MisbehavingPool.assertSucceeded;
import static dev.reeve.supervisor.engine.MisbehavingPool.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
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

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
