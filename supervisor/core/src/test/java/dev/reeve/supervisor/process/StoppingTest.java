package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.os.ProcessTable;
import dev.reeve.protocol.RequestId;
import dev.reeve.supervisor.testing.MisbehavingWorker.AtStart;
import dev.reeve.supervisor.testing.Misdeeds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Terminating and killing workers, and the processes that they leave behind. */
class StoppingTest {

  @Test
  void terminate_ends_a_worker_that_hangs_by_sigterm() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      worker.awaitTaskStarted(worker.run(Misdeeds.HANG, "null"));
      worker.control().terminate();
      assertThat(worker.awaitJoined().status()).hasToString("exit code 143 (SIGTERM)");
    }
  }

  @Test
  void terminate_wakes_a_stopped_worker_so_that_it_can_end() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      worker.run(Misdeeds.STOP_ITSELF, "null");
      worker.awaitStopped();
      worker.control().terminate();
      assertThat(worker.awaitJoined().status().signal()).isEqualTo("TERM");
    }
  }

  @Test
  void a_worker_that_ignores_sigterm_and_shutdown_is_ended_only_by_kill() {
    try (TestWorker worker =
        TestWorker.misbehaving(AtStart.IGNORE_TERM, AtStart.IGNORE_SHUTDOWN).initialize()) {
      worker.awaitResult(RequestId.of(1));
      RequestId echo = worker.run(Misdeeds.ECHO, "1");
      worker.control().terminate();
      worker.shutdown();
      worker.awaitResult(echo);
      assertThat(worker.all("joined")).isEmpty();
      worker.control().kill();
      assertThat(worker.awaitJoined().status()).hasToString("exit code 137 (SIGKILL)");
    }
  }

  @Test
  void kill_before_the_process_runs_leaves_no_process() {
    for (int i = 0; i < 5; i++) {
      try (TestWorker worker = TestWorker.misbehaving().initialize()) {
        worker.control().kill();
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> worker.events().size() > worker.all("started").size());
        assertThat(worker.events()).last().extracting("name").isIn("startFailed", "joined");
      }
    }
  }

  @Test
  void all_methods_are_harmless_after_the_end() {
    try (TestWorker worker = TestWorker.misbehaving(AtStart.DIE)) {
      worker.awaitJoined();
      int events = worker.events().size();
      worker.initialize().run(Misdeeds.ECHO, "1");
      worker.shutdown();
      worker.control().terminate();
      worker.control().kill();
      assertThat(worker.events()).hasSize(events);
    }
  }

  @Test
  void a_child_in_the_group_of_a_crashed_worker_is_killed_and_the_output_still_ends() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      Json child = worker.awaitResult(worker.run(Misdeeds.LEAVE_CHILD, "null"));
      worker.run(Misdeeds.HALT, "1");
      assertThat(worker.awaitJoined().outputComplete()).isTrue();
      assertGone(child);
      assertThat(worker.log.lines())
          .anySatisfy(line -> assertThat(line).contains("left processes behind", child + ""));
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "it reads /proc, which Linux has")
  void a_child_with_a_session_of_its_own_is_killed_after_a_crash() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      Json child = worker.awaitResult(worker.run(Misdeeds.LEAVE_DAEMON, "null"));
      worker.run(Misdeeds.HALT, "0");
      assertThat(worker.awaitJoined().outputComplete()).isTrue();
      assertGone(child);
    }
  }

  @Test
  void a_child_with_a_session_of_its_own_dies_with_a_killed_worker() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      Json child = worker.awaitResult(worker.run(Misdeeds.LEAVE_DAEMON, "null"));
      worker.control().kill();
      worker.awaitJoined();
      assertGone(child);
    }
  }

  @Test
  void output_that_a_daemon_holds_open_is_given_up_with_a_warning() {
    ProcessTimeouts timeouts =
        new ProcessTimeouts(Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofSeconds(30));
    try (TestWorker worker =
        TestWorker.of(MisbehavingLaunchers.spec(null), timeouts).initialize()) {
      Json child = worker.awaitResult(worker.run(Misdeeds.LEAVE_DAEMON, "null"));
      worker.shutdown();
      try {
        WorkerExit exit = worker.awaitJoined();
        assertThat(exit.status().code()).isZero();
        assertThat(exit.outputComplete()).isFalse();
        assertThat(worker.log.lines())
            .anySatisfy(line -> assertThat(line).contains("holds its output open"));
      } finally {
        handle(child).destroyForcibly();
      }
    }
  }

  private static void assertGone(Json pid) {
    long number = Long.parseLong(pid.toString());
    await()
        .untilAsserted(
            () -> assertThat(ProcessTable.select(entry -> entry.pid() == number)).isEmpty());
  }

  private static ProcessHandle handle(Json pid) {
    return ProcessHandle.of(Long.parseLong(pid.toString())).orElseThrow();
  }
}
