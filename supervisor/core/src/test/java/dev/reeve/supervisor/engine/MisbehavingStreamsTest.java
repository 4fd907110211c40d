package dev.reeve.supervisor.engine;

import static dev.reeve.supervisor.engine.MisbehavingPool.assertReplaced;
import static dev.reeve.supervisor.engine.MisbehavingPool.assertSucceeded;
import static dev.reeve.supervisor.engine.MisbehavingPool.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.supervisor.process.MisbehavingLaunchers;
import dev.reeve.supervisor.testing.MisbehavingWorker.AtStart;
import dev.reeve.supervisor.testing.Misdeeds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes that misuse their standard streams under the real loop. */
class MisbehavingStreamsTest {
  private static final Duration SHORT = Duration.ofMillis(500);

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

  private static MisbehavingPool pool(String... atStart) {
    return new MisbehavingPool(log -> MisbehavingLaunchers.launcher(log, atStart));
  }

  private static MisbehavingPool impatientPool(String... atStart) {
    return new MisbehavingPool(log -> MisbehavingLaunchers.launcher(SHORT, log, atStart));
  }
}
