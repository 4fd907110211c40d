package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.RequestId;
import dev.reeve.supervisor.testing.MisbehavingWorker.AtStart;
import dev.reeve.supervisor.testing.Misdeeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of real worker JVMs, from start to end. */
class WorkerLifeTest {

  @Test
  void a_worker_that_was_shut_down_exits_with_zero_and_its_last_messages_arrive() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      RequestId echo = worker.run(Misdeeds.ECHO, "{\"ä\":[1,2]}");
      worker.shutdown();
      WorkerExit exit = worker.awaitJoined();
      assertThat(exit.status()).isEqualTo(new ExitStatus(0));
      assertThat(exit.outputComplete()).isTrue();
      assertThat(exit.strayLines()).isZero();
      assertThat(worker.result(echo)).hasToString("Optional[{\"ä\":[1,2]}]");
      assertThat(worker.result(RequestId.of(3))).as("the answer to shutdown").isPresent();
    }
  }

  @Test
  void started_comes_first_and_joined_last_with_all_messages_between() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      List<RequestId> ids = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        ids.add(worker.run(Misdeeds.ECHO, Integer.toString(i)));
      }
      worker.shutdown();
      worker.awaitJoined();
      List<TestWorker.Event> events = worker.events();
      assertThat(events.get(0).name()).isEqualTo("started");
      assertThat(events.get(events.size() - 1).name()).isEqualTo("joined");
      assertThat(
              worker.messages().stream()
                  .filter(FromWorker.TaskStarted.class::isInstance)
                  .map(m -> ((FromWorker.TaskStarted) m).request()))
          .isEqualTo(ids);
    }
  }

  @Test
  void the_reported_pid_is_the_pid_of_the_java_process() throws Exception {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      InitializeResult answer =
          new MessageCodec().readInitializeResult(worker.awaitResult(RequestId.of(1)));
      assertThat(worker.awaitStarted()).isEqualTo(answer.pid());
    }
  }

  @ParameterizedTest
  @CsvSource({"exit,0", "exit,9", "exit,137", "halt,0", "halt,44"})
  void an_exit_code_is_reported_unchanged_and_no_message_before_it_is_lost(
      String handler, int code) {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      RequestId echo = worker.run(Misdeeds.ECHO, "true");
      RequestId last = worker.run(handler, Integer.toString(code));
      WorkerExit exit = worker.awaitJoined();
      assertThat(exit.status().code()).isEqualTo(code);
      assertThat(exit.outputComplete()).isTrue();
      assertThat(worker.result(echo)).isPresent();
      assertThat(worker.messages()).endsWith(new FromWorker.TaskStarted(last));
    }
  }

  @Test
  void a_worker_that_kills_itself_is_reported_with_its_signal() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      worker.run(Misdeeds.KILL_ITSELF, "null");
      assertThat(worker.awaitJoined().status()).hasToString("exit code 137 (SIGKILL)");
    }
  }

  @Test
  void a_worker_that_exhausts_its_heap_exits_with_three_and_reports_it_on_standard_error() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      worker.run(Misdeeds.EXHAUST_HEAP, "null");
      WorkerExit exit = worker.awaitJoined();
      assertThat(exit.status().code()).isEqualTo(3);
      assertThat(exit.stderrTail()).contains("java.lang.OutOfMemoryError");
      assertThat(exit.strayLines()).isZero();
    }
  }

  @Test
  void the_messages_of_a_worker_that_dies_before_it_is_ready_are_kept() {
    try (TestWorker worker = TestWorker.misbehaving(AtStart.DIE).initialize()) {
      WorkerExit exit = worker.awaitJoined();
      assertThat(exit.status().code()).isEqualTo(7);
      assertThat(exit.stderrTail()).contains("I will not start");
    }
  }

  @Test
  void the_response_of_a_worker_of_another_version_is_passed_on() throws Exception {
    try (TestWorker worker = TestWorker.misbehaving(AtStart.WRONG_VERSION).initialize()) {
      InitializeResult answer =
          new MessageCodec().readInitializeResult(worker.awaitResult(RequestId.of(1)));
      assertThat(answer.protocolVersion()).isEqualTo(999);
    }
  }
}
