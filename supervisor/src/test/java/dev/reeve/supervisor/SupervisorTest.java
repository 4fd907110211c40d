package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.reeve.protocol.RawJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What embedding programs rely on beyond tasks that run. */
class SupervisorTest {

  @Test
  void an_interrupted_thread_may_close_what_has_finished_and_stays_interrupted() throws Exception {
    Supervisor supervisor = Supervisor.builder().totalTasks(0).start();
    supervisor.finish();
    Thread.currentThread().interrupt();
    supervisor.close();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_stop_after_the_end_does_nothing() throws Exception {
    Supervisor supervisor = Supervisor.builder().totalTasks(0).start();
    supervisor.finish();
    assertThatCode(() -> supervisor.drain("too late")).doesNotThrowAnyException();
    assertThatCode(() -> supervisor.stopNow("too late")).doesNotThrowAnyException();
  }

  @Test
  @Timeout(30)
  void an_environment_that_cannot_be_ends_the_run_and_its_values_are_not_told() throws Exception {
    WorkerOptions options =
        new WorkerOptions(List.of(), List.of(), Map.of("TOKEN", "secret\0"), 0, 0);
    try (Supervisor supervisor = Supervisor.builder().workers(1).worker(options).start()) {
      supervisor.submit(Task.of(1, "a", "echo", RawJson.NULL), result -> {});
      RunSummary summary = supervisor.finish();
      assertThat(summary.ending()).isEqualTo(RunEnding.WORKERS_DO_NOT_START);
      assertThat(summary.message()).contains("environment").doesNotContain("secret");
    }
  }
}
