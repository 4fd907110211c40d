package dev.reeve.worker.runtime;

import static dev.reeve.worker.runtime.Conversation.CODEC;
import static dev.reeve.worker.runtime.Conversation.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.protocol.Diagnosis;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ShutdownResult;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker's life and states, as its supervisor sees them. */
class WorkerTest {
  private static final WorkerSettings SHORT_GRACE = new WorkerSettings(60_000, 100, 16 << 20);
  private static final WorkerSettings RARE_BEATS = new WorkerSettings(3_600_000, 0, 16 << 20);

  @Test
  void initialize_is_answered_with_the_sorted_handlers() throws Exception {
    try (WorkerUnderTest worker = new WorkerUnderTest()) {
      InitializeResult result = worker.talk().initialize(WorkerSettings.DEFAULT);
      assertThat(result.protocolVersion()).isEqualTo(Protocol.VERSION);
      assertThat(result.pid()).isEqualTo(ProcessHandle.current().pid());
      assertThat(result.handlers()).contains("test/echo", "test/count").isSorted();
      assertThat(result.javaVersion()).isEqualTo(System.getProperty("java.version"));
    }
  }

  @Test
  void requests_before_initialize_are_refused() throws Exception {
    try (WorkerUnderTest worker = new WorkerUnderTest()) {
      Conversation talk = worker.talk();
      talk.send(task(1, "test/echo", "1"), new ToWorker.Diagnose(RequestId.of(2)));
      talk.send(new ToWorker.Shutdown(RequestId.of(3), 0));
      for (int id = 1; id <= 3; id++) {
        assertThat(talk.failure(id).error().code()).isEqualTo(RpcError.NOT_READY);
      }
      talk.initialize(WorkerSettings.DEFAULT);
    }
  }

  @Test
  void a_second_initialize_is_refused() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      worker.talk().send(initialize(5, Protocol.VERSION));
      assertThat(worker.talk().failure(5).error().code()).isEqualTo(RpcError.NOT_READY);
      worker.talk().send(task(6, "test/echo", "6"));
      worker.talk().started(6);
      worker.talk().success(6);
    }
  }

  @Test
  void another_protocol_version_ends_the_worker_with_a_message_that_names_both() throws Exception {
    try (WorkerUnderTest worker = new WorkerUnderTest()) {
      worker.talk().send(initialize(0, 77));
      RpcError error = worker.talk().failure(0).error();
      assertThat(error.code()).isEqualTo(RpcError.NOT_READY);
      assertThat(error.message()).contains("77").contains("" + Protocol.VERSION);
      assertThat(worker.end()).isEqualTo("exit 1");
    }
  }

  @Test
  void tasks_run_in_order_and_each_start_comes_before_its_response() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      for (int id = 1; id <= 500; id++) {
        talk.send(task(id, "test/echo", "[" + id + "]"));
      }
      for (int id = 1; id <= 500; id++) {
        talk.started(id);
        assertThat(talk.success(id).result()).hasToString("[" + id + "]");
      }
    }
  }

  @Test
  void a_response_and_the_next_start_leave_in_one_write() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready(RARE_BEATS)) { // a beat writes all out
      Conversation talk = worker.talk();
      talk.send(task(1, "test/wait", "\"\""));
      talk.started(1);
      letWait(talk, task(2, "test/wait", "\"\""));
      worker.gate().release();
      talk.success(1);
      talk.started(2);
      assertThat(worker.output().writes())
          .anySatisfy(write -> assertThat(write).contains("\"id\":1,").contains("{\"request\":2}"));
      worker.gate().release();
      talk.success(2);
    }
  }

  @Test
  void a_worker_that_may_say_nothing_more_starts_nothing_more() throws Exception {
    TestHandlers.CLOSED.set(0);
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      TestHandlers.CONSTRUCTED.set(1); // its mood is good from the second time on
      talk.send(task(1, "test/moody", "1"), task(2, "test/wait", "\"\""));
      talk.started(1);
      talk.success(1);
      talk.started(2);
      letWait(talk, task(4, "test/wait", "\"\""));
      worker.silence();
      worker.gate().release(2);
      await().untilAsserted(() -> assertThat(TestHandlers.CLOSED).hasPositiveValue());
      assertThat(worker.gate().availablePermits()).isEqualTo(1);
    }
  }

  @Test
  void a_supervisor_that_reads_short_lines_gets_results_in_them() throws Exception {
    try (WorkerUnderTest worker = new WorkerUnderTest()) {
      WorkerSettings settings = WorkerSettings.DEFAULT.withShortLines();
      assertThat(worker.talk().initialize(settings).shortLines()).isTrue();
      worker.talk().sendLine("[\"run\",1,\"a\",1,\"echo\",{\"x\":1.10}]");
      worker.talk().started(1);
      assertThat(worker.talk().success(1).result()).hasToString("{\"x\":1.10}");
      worker.talk().send(Conversation.task(2, "unheard/of", "1"));
      worker.talk().started(2);
      worker.talk().failure(2);
      assertThat(worker.talk().lines())
          .anySatisfy(line -> assertThat(line).matches("\\[\"done\",1,\\d+,\\{\"x\":1.10}]"));
    }
  }

  @Test
  void a_supervisor_that_does_not_know_short_lines_gets_none() throws Exception {
    try (WorkerUnderTest worker = new WorkerUnderTest()) {
      assertThat(worker.talk().initialize(WorkerSettings.DEFAULT).shortLines()).isFalse();
      worker.talk().send(Conversation.task(1, "echo", "1"));
      worker.talk().started(1);
      assertThat(worker.talk().success(1).result()).hasToString("1");
      assertThat(worker.talk().lines()).allMatch(line -> line.startsWith("{\"jsonrpc\":\"2.0\""));
    }
  }

  @Test
  void a_malformed_short_line_is_answered_as_other_malformed_requests_are() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      worker.talk().sendLine("[\"run\",5,\"a\",1,\"echo\"]");
      assertThat(worker.talk().failure(5).error().message()).contains("the payload is missing");
    }
  }

  @Test
  void ids_come_back_as_they_came() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      RequestId id = RequestId.of("ab\"c");
      worker.talk().send(new ToWorker.Diagnose(id));
      assertThat(worker.talk().next())
          .isInstanceOfSatisfying(
              FromWorker.Success.class, success -> assertThat(success.id()).isEqualTo(id));
    }
  }

  @Test
  void shutdown_is_answered_after_all_earlier_tasks_and_exits_with_zero() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      talk.send(task(1, "test/wait", "\"\""));
      talk.started(1);
      talk.send(
          task(2, "test/echo", "2"),
          new ToWorker.Shutdown(RequestId.of(3), 0),
          task(4, "test/echo", "4"));
      talk.closeInput();
      assertThat(talk.failure(4).error().code()).isEqualTo(RpcError.NOT_READY);
      worker.gate().release();
      talk.success(1);
      talk.started(2);
      talk.success(2);
      ShutdownResult result = CODEC.readShutdownResult(talk.success(3).result());
      assertThat(result.tasks()).isEqualTo(2);
      assertThat(result.memory().heapUsed()).isPositive();
      assertThat(worker.end()).isEqualTo("exit 0");
      assertThat(worker.ends()).isEmpty();
    }
  }

  @Test
  void a_shutdown_cancels_what_outlasts_its_grace_period_and_still_answers() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      talk.send(task(1, "test/wait", "\"\""), task(2, "test/echo", "2"));
      talk.started(1);
      talk.send(new ToWorker.Shutdown(RequestId.of(3), 2000));
      List<Integer> codes = new ArrayList<>();
      for (int i = 0; i < 2; i++) { // two threads answer, in any order
        FromWorker message = talk.next();
        assertThat(message).isInstanceOf(FromWorker.Failure.class);
        codes.add(((FromWorker.Failure) message).error().code());
      }
      assertThat(codes).containsExactlyInAnyOrder(RpcError.CANCELLED, RpcError.HANDLER_FAILED);
      talk.success(3);
      assertThat(worker.end()).isEqualTo("exit 0");
    }
  }

  @Test
  void a_shutdown_halts_after_twice_its_grace_period() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      talk.send(task(1, "test/wait", "\"stubborn\""));
      talk.started(1);
      talk.send(new ToWorker.Shutdown(RequestId.of(3), 50));
      assertThat(worker.end()).isEqualTo("halt 1");
    }
  }

  @Test
  void the_end_of_input_cancels_the_handler_then_halts() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      talk.send(task(1, "test/wait", "\"\""), task(2, "test/echo", "2"));
      talk.started(1);
      talk.closeInput();
      assertThat(worker.end()).isEqualTo("halt 1");
      // the handler ended at its interrupt; what waited behind it never ran
      assertThat(worker.output().writes())
          .noneSatisfy(w -> assertThat(w).contains("\"request\":2"));
    }
  }

  @Test
  void the_end_of_input_halts_though_the_handler_is_deaf() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready(SHORT_GRACE)) {
      worker.talk().send(task(1, "test/wait", "\"stubborn\""));
      worker.talk().started(1);
      worker.talk().closeInput();
      assertThat(worker.end()).isEqualTo("halt 1");
    }
  }

  @Test
  void the_end_of_input_before_initialize_halts() throws Exception {
    try (WorkerUnderTest worker = new WorkerUnderTest()) {
      worker.talk().closeInput();
      assertThat(worker.end()).isEqualTo("halt 1");
    }
  }

  @Test
  void output_that_nobody_reads_any_more_is_as_the_end_of_input() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      worker.talk().send(task(1, "test/wait", "\"\""));
      worker.talk().started(1);
      worker.output().closeReader();
      worker.talk().send(new ToWorker.Diagnose(RequestId.of(2)));
      assertThat(worker.end()).isEqualTo("halt 1");
    }
  }

  @Test
  void a_diagnosis_shows_what_a_running_handler_does() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      worker.talk().send(task(1, "test/wait", "\"\""));
      worker.talk().started(1);
      await()
          .untilAsserted(
              () -> {
                worker.talk().send(new ToWorker.Diagnose(RequestId.of(2)));
                Diagnosis diagnosis = CODEC.readDiagnosis(worker.talk().success(2).result());
                assertThat(diagnosis.threads()).contains("WaitForGate.handle", "\"task\"");
                assertThat(diagnosis.memory().heapMax()).isPositive();
              });
    }
  }

  @Test
  void heartbeats_name_the_running_request_and_start_with_the_answer_to_initialize()
      throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready(new WorkerSettings(10, 0, 16 << 20))) {
      Conversation talk = worker.talk();
      assertThat(heartbeat(talk).request()).isNull();
      talk.send(task(1, "test/wait", "\"\""));
      talk.started(1);
      FromWorker.Heartbeat beat = heartbeat(talk);
      while (beat.request() == null) { // measured before the start, sent after it
        beat = heartbeat(talk);
      }
      assertThat(beat.request()).isEqualTo(RequestId.of(1));
      assertThat(beat.memory().heapUsed()).isPositive();
    }
  }

  @Test
  void the_first_heartbeat_comes_at_once_however_long_the_interval() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready(RARE_BEATS)) {
      assertThat(heartbeat(worker.talk()).memory().heapUsed()).isPositive();
    }
  }

  @Test
  void nothing_follows_the_answer_to_shutdown() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready(new WorkerSettings(10, 0, 16 << 20))) {
      worker.talk().send(new ToWorker.Shutdown(RequestId.of(1), 0));
      worker.talk().success(1);
      assertThat(worker.end()).isEqualTo("exit 0");
      worker.talk().send(new ToWorker.Diagnose(RequestId.of(2)));
      worker.talk().closeInput();
      assertThat(worker.talk().received()).isEmpty();
    }
  }

  @Test
  void a_handler_that_interrupts_other_threads_does_not_silence_the_worker() throws Exception {
    WorkerSettings often = new WorkerSettings(10, 100, 16 << 20);
    try (WorkerUnderTest worker = WorkerUnderTest.ready(often)) {
      Conversation talk = worker.talk();
      talk.send(task(1, "test/interrupt-heartbeat", "1"));
      talk.started(1);
      talk.success(1);
      for (int beats = 0; beats < 5; beats++) {
        heartbeat(talk);
      }
    }
  }

  /**
   * Sends a task that is in the worker's queue on return, behind the one that runs: a cancel, of
   * whatever, looks into the queue, so that all that came before it is passed on first.
   */
  private static void letWait(Conversation talk, ToWorker.RunTask task) throws Exception {
    talk.send(
        task,
        new ToWorker.CancelTask(RequestId.of(12345), false),
        new ToWorker.Diagnose(RequestId.of(54321)));
    talk.success(54321);
  }

  private static FromWorker.Heartbeat heartbeat(Conversation talk) throws InterruptedException {
    FromWorker message = talk.any();
    assertThat(message).isInstanceOf(FromWorker.Heartbeat.class);
    return (FromWorker.Heartbeat) message;
  }

  private static ToWorker.Initialize initialize(long id, int version) {
    return new ToWorker.Initialize(RequestId.of(id), version, 0, 0, WorkerSettings.DEFAULT);
  }
}
