package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

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
}
