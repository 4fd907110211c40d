package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.WorkerReport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the summary, the log and the task's error say of the end of a worker. */
class WorkerEndTest {
  private final EngineRig rig = EngineRig.withSlots(1);

  @Test
  void a_crash_names_its_task_and_the_exit_status_once() {
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.exit(0, 137);
    String account = "worker 0.0 (pid 1000) ended unasked under task a, exit code 137 (SIGKILL)";
    assertThat(report().reason()).isEqualTo("ended unasked under task a");
    assertThat(report().exitCode()).isEqualTo(137);
    assertThat(rig.log).contains("WARNING " + account);
    assertThat(rig.results.get(0).error().message()).isEqualTo(account);
  }

  @Test
  void a_task_whose_id_has_ends_of_lines_forges_no_line_of_the_log() {
    String forged = "a\nreeve: all is well\u001b[2J";
    rig.submit(forged);
    rig.ready(0);
    rig.start(0, forged);
    rig.exit(0, 137);
    assertThat(rig.log)
        .contains(
            "WARNING worker 0.0 (pid 1000) ended unasked under task"
                + " a\\u000areeve: all is well\\u001b[2J, exit code 137 (SIGKILL)");
  }

  @Test
  void a_quarantine_is_told_after_the_exit_status() {
    rig.submit(EngineRig.retries(9), "a");
    for (int i = 0; i < 2; i++) {
      rig.ready(i);
      rig.start(i, "a");
      rig.exit(i, 9);
      rig.advance(Duration.ofSeconds(1));
    }
    assertThat(rig.results.get(0).error().message())
        .contains("ended unasked under task a, exit code 9; 2 workers died under it");
  }

  @Test
  void a_crash_without_a_task_says_that_the_worker_was_idle() {
    rig.ready(0);
    rig.exit(0, 0);
    assertThat(report().reason()).isEqualTo("ended unasked while idle");
    assertThat(report().crashed()).isTrue();
  }

  @Test
  void a_crash_before_it_was_ready_says_so() {
    rig.exit(0, 1);
    assertThat(report().reason()).isEqualTo("ended unasked while starting");
    assertThat(rig.log).contains("WARNING worker 0.0 ended unasked while starting, exit code 1");
  }

  @Test
  void a_crash_before_the_task_was_started_does_not_blame_it() {
    rig.submit("a");
    rig.ready(0);
    rig.exit(0, 1);
    assertThat(report().reason()).isEqualTo("ended unasked before it started task a");
  }

  @Test
  void a_worker_that_ended_as_asked_has_the_reason_it_was_asked_for() {
    rig.ready(0);
    rig.finish();
    rig.goodbye(0);
    assertThat(report().reason()).isEqualTo("all tasks have ended");
    assertThat(report().crashed()).isFalse();
    assertThat(rig.log)
        .contains("DEBUG worker 0.0 (pid 1000) ended: all tasks have ended, exit code 0");
  }

  @Test
  void a_worker_that_was_asked_and_went_without_a_word_has_crashed_in_its_own_way() {
    rig.ready(0);
    rig.finish();
    rig.exit(0, 1);
    assertThat(report().reason())
        .isEqualTo("ended without having answered shutdown (all tasks have ended)");
    assertThat(report().crashed()).isTrue();
  }

  @Test
  void a_worker_that_was_killed_for_its_silence_has_that_for_a_reason() {
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.advance(Duration.ofSeconds(6));
    rig.advance(Duration.ofSeconds(4));
    rig.exit(0, 137);
    assertThat(report().reason()).isEqualTo("nothing was heard of it for 10s");
    assertThat(rig.results.get(0).error().message())
        .isEqualTo(
            "worker 0.0 (pid 1000) ended: nothing was heard of it for 10s,"
                + " exit code 137 (SIGKILL)");
  }

  private WorkerReport report() {
    List<WorkerReport> reports = rig.engine.reports().all();
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }
}
