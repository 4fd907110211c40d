package dev.reeve.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.protocol.BatchSize;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Batches: what a worker makes of requests that belong together. */
class BatchTest {

  @Test
  void initialize_tells_the_limits_of_batches() throws Exception {
    try (WorkerUnderTest worker = new WorkerUnderTest()) {
      InitializeResult result = worker.talk().initialize(WorkerSettings.DEFAULT);
      assertThat(result.batches())
          .containsExactly(Map.entry("test/batch", new BatchSize(8, 5, 1000)));
    }
  }

  @Test
  void requests_of_a_batch_come_in_one_call_and_each_has_its_answer() throws Exception {
    assertThat(run("a", "b", "c"))
        .containsExactly(
            Map.entry(1L, "\"a of 3\""), Map.entry(2L, "\"b of 3\""), Map.entry(3L, "\"c of 3\""));
  }

  @Test
  void a_request_alone_is_a_batch_of_one() throws Exception {
    assertThat(run("a")).containsExactly(Map.entry(1L, "\"a of 1\""));
  }

  @Test
  void all_starts_are_told_before_the_call() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      talk.send(batch("wait", "wait", "a"));
      talk.started(1);
      talk.started(2);
      talk.started(3);
      worker.gate().release(2);
      assertThat(answers(talk, 3)).hasSize(3);
    }
  }

  @Test
  void items_fail_alone_and_what_is_thrown_fails_those_without_an_answer() throws Exception {
    assertThat(run("a", "bad", "b")).containsEntry(2L, "CommandFailed: bad item");
    assertThat(run("a", "throw", "b"))
        .containsEntry(1L, "\"a of 3\"")
        .containsEntry(2L, "java.io.IOException: thrown")
        .containsEntry(3L, "java.io.IOException: thrown");
    assertThat(run("a", "forget", "b"))
        .containsEntry(
            2L, "NotAnswered: test/batch returned without an answer for this task of its batch")
        .containsEntry(3L, "\"b of 3\"");
  }

  @Test
  void a_payload_of_another_type_fails_alone_and_is_not_in_the_batch() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      talk.send(run(1, "\"a\"", 2), run(2, "[1]", 1), run(3, "\"b\"", 0));
      Map<Long, String> answers = answers(talk, 3);
      assertThat(answers.get(2L)).startsWith("InvalidPayload: test/batch: payload");
      assertThat(answers).containsEntry(1L, "\"a of 2\"").containsEntry(3L, "\"b of 2\"");
    }
  }

  @Test
  void a_batch_is_whole_however_the_pipe_cuts_it_and_later_requests_are_another_one()
      throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      talk.send(run(1, "\"a\"", 2));
      talk.send(run(2, "\"b\"", 1));
      talk.send(new ToWorker.Diagnose(RequestId.of(9)));
      talk.success(9); // so the first two have been read
      talk.send(run(3, "\"c\"", 0), run(4, "\"d\"", 0));
      assertThat(answers(talk, 4))
          .containsEntry(1L, "\"a of 3\"")
          .containsEntry(3L, "\"c of 3\"")
          .containsEntry(4L, "\"d of 1\"");
    }
  }

  @Test
  void a_cancelled_item_drops_out_of_a_batch_that_waits_or_is_not_complete() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      talk.send(task("test/wait"));
      talk.started(100);
      talk.send(run(1, "\"a\"", 3), run(2, "\"b\"", 2));
      talk.send(new ToWorker.CancelTask(RequestId.of(1), false));
      talk.send(run(3, "\"c\"", 1), run(4, "\"d\"", 0));
      talk.send(new ToWorker.CancelTask(RequestId.of(3), false));
      assertThat(talk.failure(1).error().code()).isEqualTo(RpcError.CANCELLED);
      assertThat(talk.failure(3).error().code()).isEqualTo(RpcError.CANCELLED);
      worker.gate().release();
      talk.success(100);
      assertThat(answers(talk, 2))
          .containsExactly(Map.entry(2L, "\"b of 2\""), Map.entry(4L, "\"d of 2\""));
    }
  }

  @Test
  void a_cancelled_item_knows_it_and_the_thread_is_interrupted_when_all_are_cancelled()
      throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      talk.send(batch("a", "wait", "cancelled?"));
      talk.started(1);
      talk.started(2);
      talk.started(3);
      talk.success(1);
      talk.send(new ToWorker.CancelTask(RequestId.of(3), false));
      talk.send(new ToWorker.Diagnose(RequestId.of(9)));
      talk.success(9); // so the cancel has been read
      assertThat(worker.gate().hasQueuedThreads()).isTrue();
      worker.gate().release();
      assertThat(answers(talk, 2))
          .containsExactly(Map.entry(2L, "\"wait of 3\""), Map.entry(3L, "\"true\""));

      talk.send(batch("wait", "wait"));
      talk.started(1);
      talk.started(2);
      talk.send(new ToWorker.CancelTask(RequestId.of(1), false));
      talk.send(new ToWorker.CancelTask(RequestId.of(2), false));
      assertThat(answers(talk, 2).get(2L)).startsWith("java.lang.InterruptedException");
    }
  }

  @Test
  void an_answer_is_there_before_the_batch_has_ended() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      talk.send(batch("a", "wait"));
      talk.started(1);
      talk.started(2);
      talk.success(1);
      worker.gate().release();
      talk.success(2);
    }
  }

  @Test
  void a_second_answer_is_refused() throws Exception {
    assertThat(run("twice")).containsEntry(1L, "\"first\"");
    await()
        .untilAsserted(
            () ->
                assertThat(TestHandlers.REFUSED)
                    .hasValue("task task-1 has an answer already, or its batch has ended"));
  }

  @Test
  void handlers_of_single_tasks_get_the_requests_of_a_batch_one_by_one() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      talk.send(
          new ToWorker.RunTask(RequestId.of(1), "t", 1, "test/echo", Json.of("1"), 1),
          new ToWorker.RunTask(RequestId.of(2), "t", 1, "test/echo", Json.of("2"), 0));
      talk.started(1);
      talk.success(1);
      talk.started(2);
      talk.success(2);
    }
  }

  @Test
  void a_shutdown_ends_a_batch_that_is_not_complete() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      Conversation talk = worker.talk();
      talk.send(run(1, "\"a\"", 3), run(2, "\"b\"", 2));
      talk.send(new ToWorker.Shutdown(RequestId.of(9), 0));
      assertThat(answers(talk, 2))
          .containsExactly(Map.entry(1L, "\"a of 2\""), Map.entry(2L, "\"b of 2\""));
      talk.success(9);
      assertThat(worker.end()).isEqualTo("exit 0");
    }
  }

  private static Map<Long, String> run(String... payloads) throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      worker.talk().send(batch(payloads));
      return answers(worker.talk(), payloads.length);
    }
  }

  private static ToWorker[] batch(String... payloads) {
    List<ToWorker> messages = new ArrayList<>();
    for (int i = 0; i < payloads.length; i++) {
      messages.add(run(i + 1, '"' + payloads[i] + '"', payloads.length - 1 - i));
    }
    return messages.toArray(ToWorker[]::new);
  }

  private static ToWorker.RunTask run(long id, String payload, int more) {
    return new ToWorker.RunTask(
        RequestId.of(id), "task-" + id, 1, "test/batch", Json.parse(payload), more);
  }

  private static ToWorker.RunTask task(String handler) {
    return new ToWorker.RunTask(RequestId.of(100), "t", 1, handler, Json.parse("\"\""));
  }

  /** Returns so many answers by request; starts are passed over. */
  private static Map<Long, String> answers(Conversation talk, int count) throws Exception {
    Map<Long, String> answers = new TreeMap<>();
    while (answers.size() < count) {
      FromWorker message = talk.next();
      if (message instanceof FromWorker.Success success) {
        answers.put(success.id().number(), success.result().toString());
      } else if (message instanceof FromWorker.Failure failure && failure.id() != null) {
        var data = failure.error().data();
        answers.put(
            failure.id().number(),
            data == null ? failure.error().message() : data.type() + ": " + data.message());
      }
    }
    return answers;
  }
}
