package dev.reeve.worker.runtime;

import static dev.reeve.worker.runtime.Conversation.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of payloads, results, exceptions and cancels. */
class HandlerCallTest {
  private static final String COUNT =
      "{\"text\":\"héllo\",\"pages\":[{\"title\":\"a\",\"number\":1}]}";

  private WorkerUnderTest worker = new WorkerUnderTest();
  private Conversation talk = worker.talk();

  @BeforeEach
  void initialize() throws Exception {
    talk.initialize(WorkerSettings.DEFAULT);
  }

  @AfterEach
  void close() throws Exception {
    worker.close();
  }

  @Test
  void json_goes_through_untouched() throws Exception {
    assertThat(result("test/echo", "{\"a\":1.10,\"b\":[1e400,\"\\u0041\"]}"))
        .isEqualTo("{\"a\":1.10,\"b\":[1e400,\"\\u0041\"]}");
  }

  @Test
  void records_are_mapped_both_ways() throws Exception {
    assertThat(result("test/count", COUNT)).isEqualTo("{\"chars\":5,\"pages\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "test/based-json | {\"a\":1} | \"{\\\"a\\\":1}\"",
        "test/based-list | [{\"title\":\"a\",\"number\":1},{\"title\":\"b\",\"number\":2}] | 3",
        "test/void | null | null",
      })
  void types_are_found_through_base_classes(String handler, String payload, String result)
      throws Exception {
    assertThat(result(handler, payload)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"text\":\"a\",\"pages\":[{\"title\":\"a\",\"number\":\"x\"}]} | payload.pages[0].number:",
        "{\"text\":\"a\",\"pages\":[{\"title\":\"a\",\"nummer\":1}]} | payload.pages[0].nummer:",
        "{\"text\":\"a\",\"pages\":[{\"title\":\"a\",\"number\":-1}]} | payload.pages[0]: number must not be negative",
        "{\"text\":\"a\",\"pages\":7} | payload.pages:",
        "[] | payload:",
        "null | must not be null",
      })
  void a_payload_that_does_not_fit_is_invalid_and_the_place_is_named(String payload, String place)
      throws Exception {
    RpcError error = failure("test/count", payload);
    assertThat(error.code()).isEqualTo(RpcError.INVALID_PARAMS);
    assertThat(data(error).type()).isEqualTo("InvalidPayload");
    assertThat(error.message()).contains(place);
  }

  @Test
  void a_payload_nested_too_deep_for_a_record_is_invalid() throws Exception {
    String deep = "[".repeat(70) + "]".repeat(70);
    assertThat(failure("test/count", deep).code()).isEqualTo(RpcError.INVALID_PARAMS);
  }

  @Test
  void an_unknown_handler_is_answered_with_the_known_ones() throws Exception {
    RpcError error = failure("java.lang.Runtime", "null");
    assertThat(error.code()).isEqualTo(RpcError.INVALID_PARAMS);
    assertThat(data(error).type()).isEqualTo("UnknownHandler");
    assertThat(data(error).message())
        .startsWith("no handler is registered as \"java.lang.Runtime\"; register it in META-INF/")
        .contains("test/echo");
  }

  @Test
  void a_misspelt_handler_is_answered_with_the_nearest() throws Exception {
    assertThat(data(failure("test/ecko", "null")).message())
        .isEqualTo("no handler is registered as \"test/ecko\"; did you mean test/echo?");
  }

  @Test
  void an_exception_is_told_with_its_causes_and_without_our_frames() throws Exception {
    RpcError error = failure("test/throw", "\"io\"");
    assertThat(error.code()).isEqualTo(RpcError.HANDLER_FAILED);
    ErrorData data = data(error);
    assertThat(data.type()).isEqualTo("java.io.IOException");
    assertThat(data.message()).isEqualTo("outer");
    assertThat(data.causes()).containsExactly("java.lang.IllegalStateException: inner");
    assertThat(data.fatal()).isFalse();
    assertThat(data.stack())
        .contains("TestHandlers$Throw.handle")
        .contains("Caused by: java.lang.IllegalStateException: inner")
        .doesNotContain("HandlerCall")
        .doesNotContain("TaskLoop");
  }

  @Test
  void a_response_tells_how_long_its_handler_ran_and_not_how_long_it_waited() throws Exception {
    talk.send(task(1, "test/wait", "\"\""), task(2, "test/echo", "2"));
    talk.started(1);
    await().until(worker.gate()::hasQueuedThreads);
    long inside = System.nanoTime();
    await().until(() -> System.nanoTime() - inside > 20_000_000);
    long leaving = System.nanoTime();
    worker.gate().release();
    assertThat(talk.success(1).elapsedNanos()).isGreaterThanOrEqualTo(leaving - inside);
    talk.started(2);
    assertThat(talk.success(2).elapsedNanos()).isBetween(0L, System.nanoTime() - leaving);
  }

  @ParameterizedTest
  @CsvSource({"test/throw, io", "test/throw, overflow", "test/unwritable, cycle"})
  void a_failure_tells_how_long_its_handler_ran(String handler, String what) throws Exception {
    talk.send(task(1, handler, '"' + what + '"'));
    talk.started(1);
    assertThat(talk.failure(1).elapsedNanos()).isNotNegative();
  }

  @ParameterizedTest
  @CsvSource({"no/such, 1", "test/count, 1"})
  void a_failure_without_a_call_of_a_handler_tells_no_time(String handler, String payload)
      throws Exception {
    talk.send(task(1, handler, payload));
    talk.started(1);
    assertThat(talk.failure(1).elapsedNanos()).isEqualTo(-1);
  }

  @Test
  void a_response_that_had_to_be_replaced_tells_the_time_all_the_same() throws Exception {
    worker.close();
    worker = WorkerUnderTest.ready(new WorkerSettings(1000, 100, 1024));
    talk = worker.talk();
    talk.send(task(1, "test/unwritable", "\"long\""), task(2, "test/throw", "\"overflow\""));
    talk.started(1);
    assertThat(talk.failure(1).elapsedNanos()).isNotNegative();
    talk.started(2);
    assertThat(talk.failure(2).elapsedNanos()).isNotNegative();
  }

  @Test
  void a_handler_chooses_the_type_of_its_error() throws Exception {
    ErrorData data = data(failure("test/throw", "\"chosen\""));
    assertThat(data.type()).isEqualTo("CommandFailed");
    assertThat(data.exitCode()).isEqualTo(9);
    assertThat(data.signal()).isEqualTo("KILL");
    assertThat(data.stderrTail()).isEqualTo("last words");
  }

  @ParameterizedTest
  @CsvSource({
    "assertion, java.lang.AssertionError",
    "linkage, java.lang.NoClassDefFoundError",
    "overflow, java.lang.StackOverflowError"
  })
  void an_error_is_fatal_but_answered(String what, String type) throws Exception {
    ErrorData data = data(failure("test/throw", '"' + what + '"'));
    assertThat(data.type()).isEqualTo(type);
    assertThat(data.fatal()).isTrue();
    assertThat(data.stack()).hasSizeLessThanOrEqualTo(16 << 10);
    assertThat(result("test/echo", "1")).isEqualTo("1");
  }

  @Test
  void an_exception_whose_own_methods_throw_is_still_told() throws Exception {
    RpcError error = failure("test/throw", "\"hostile\"");
    assertThat(data(error).type()).isEqualTo(TestHandlers.Hostile.class.getName());
    assertThat(result("test/echo", "1")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cycle", "no json", "getter"})
  void a_result_that_is_no_json_fails_its_task_only(String what) throws Exception {
    RpcError error = failure("test/unwritable", '"' + what + '"');
    assertThat(error.code()).isEqualTo(RpcError.RESULT_NOT_WRITABLE);
    assertThat(data(error).type()).isEqualTo("ResultNotWritable");
    assertThat(data(error).fatal()).isFalse();
    assertThat(result("test/echo", "1")).isEqualTo("1");
  }

  @Test
  void a_result_longer_than_a_frame_fails_its_task_only() throws Exception {
    worker.close();
    worker = WorkerUnderTest.ready(new WorkerSettings(1000, 100, 2000));
    talk = worker.talk();
    RpcError error = failure("test/unwritable", "\"long\"");
    assertThat(error.code()).isEqualTo(RpcError.RESULT_NOT_WRITABLE);
    assertThat(error.message()).contains("2000 bytes");
    assertThat(result("test/echo", "1")).isEqualTo("1");
  }

  @Test
  void an_error_longer_than_a_frame_is_shortened() throws Exception {
    worker.close();
    worker = WorkerUnderTest.ready(new WorkerSettings(1000, 100, 1024));
    talk = worker.talk();
    RpcError error = failure("test/throw", "\"overflow\"");
    assertThat(error.code()).isEqualTo(RpcError.HANDLER_FAILED);
    assertThat(data(error).type()).isEqualTo("java.lang.StackOverflowError");
    assertThat(data(error).fatal()).isTrue();
    assertThat(data(error).stack()).isNull();
  }

  @Test
  void the_first_task_for_a_handler_says_first_that_it_is_made_and_then_that_it_is_called()
      throws Exception {
    talk.send(task(1, "test/echo", "1"), task(2, "test/echo", "2"));
    talk.started(1);
    talk.success(1);
    talk.started(2);
    talk.success(2);
    assertThat(talk.beginnings())
        .containsExactly(
            new FromWorker.TaskPreparing(RequestId.of(1)),
            new FromWorker.TaskStarted(RequestId.of(1)));
  }

  @Test
  void a_constructor_that_throws_fails_the_task_and_is_tried_again() throws Exception {
    TestHandlers.CONSTRUCTED.set(0);
    TestHandlers.CLOSED.set(0);
    assertThat(data(failure("test/moody", "1")).type()).isEqualTo("java.io.IOException");
    assertThat(result("test/moody", "2")).isEqualTo("2");
    assertThat(result("test/moody", "3")).isEqualTo("3");
    assertThat(TestHandlers.CONSTRUCTED).hasValue(2);
    talk.send(new ToWorker.Shutdown(RequestId.of(9), 0));
    talk.success(9);
    assertThat(TestHandlers.CLOSED).hasValue(1);
  }

  @Test
  void a_cancel_interrupts_the_handler_that_runs() throws Exception {
    talk.send(task(1, "test/wait", "\"\""), task(2, "test/interrupted", "null"));
    talk.started(1);
    talk.send(cancel(1), cancel(1), cancel(12345));
    RpcError error = talk.failure(1).error();
    assertThat(error.code()).isEqualTo(RpcError.HANDLER_FAILED);
    assertThat(data(error).type()).isEqualTo("java.lang.InterruptedException");
    talk.started(2);
    assertThat(talk.success(2).result()).as("interrupt leaked").hasToString("false");
  }

  @Test
  void a_cancelled_handler_may_answer_all_the_same() throws Exception {
    talk.send(task(1, "test/wait", "\"stubborn\""));
    talk.started(1);
    talk.send(cancel(1), new ToWorker.Diagnose(RequestId.of(2)));
    talk.success(2);
    worker.gate().release();
    assertThat(talk.success(1).result()).hasToString("\"cancelled: true\"");
  }

  @Test
  void a_cancel_answers_the_request_that_waits_while_another_runs() throws Exception {
    talk.send(task(1, "test/wait", "\"\""), task(2, "test/echo", "2"), task(3, "test/echo", "3"));
    talk.started(1);
    talk.send(cancel(2));
    RpcError error = talk.failure(2).error();
    assertThat(error.code()).isEqualTo(RpcError.CANCELLED);
    assertThat(data(error).type()).isEqualTo("Cancelled");
    worker.gate().release();
    talk.success(1);
    talk.started(3);
    talk.success(3);
  }

  @Test
  void a_cancel_of_waiting_requests_only_leaves_the_one_that_runs_alone() throws Exception {
    talk.send(task(1, "test/wait", "\"stubborn\""), task(2, "test/echo", "2"));
    talk.started(1);
    talk.send(
        new ToWorker.CancelTask(RequestId.of(1), true),
        new ToWorker.CancelTask(RequestId.of(2), true));
    assertThat(talk.failure(2).error().code()).isEqualTo(RpcError.CANCELLED);
    worker.gate().release();
    assertThat(talk.success(1).result()).hasToString("\"cancelled: false\"");
  }

  @Test
  void an_interrupt_left_by_a_handler_does_not_reach_the_next() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(result("test/interrupted", "null")).isEqualTo("false");
    }
  }

  @Test
  void interrupts_of_cancels_at_the_last_moment_never_leak() throws Exception {
    for (int id = 1; id <= 2000; id += 2) {
      talk.send(task(id, "test/echo", "1"), cancel(id), task(id + 1, "test/interrupted", "null"));
    }
    int seen = 0;
    while (seen < 1000) {
      if (talk.next() instanceof FromWorker.Success success && success.id().number() % 2 == 0) {
        assertThat(success.result()).hasToString("false");
        seen++;
      }
    }
  }

  @Test
  void progress_and_log_lines_arrive_before_the_response() throws Exception {
    talk.send(task(1, "test/talk", "null"));
    talk.started(1);
    assertThat(talk.next()).isEqualTo(new FromWorker.TaskProgress(RequestId.of(1), 1, "beyond"));
    FromWorker message = talk.next();
    while (message instanceof FromWorker.TaskProgress) { // more only if 0.1 s have gone by
      message = talk.next();
    }
    assertThat(message).isEqualTo(new FromWorker.Log("warning", "1 of 2", "task-1"));
    message = talk.next();
    if (message instanceof FromWorker.TaskProgress last) { // the last one, unless it was in time
      assertThat(last.fraction()).isEqualTo(0.5);
      message = talk.next();
    }
    assertThat(message).isInstanceOf(FromWorker.Success.class);
  }

  private String result(String handler, String payload) throws Exception {
    talk.send(task(1, handler, payload));
    talk.started(1);
    return talk.success(1).result().toString();
  }

  private RpcError failure(String handler, String payload) throws Exception {
    talk.send(task(1, handler, payload));
    talk.started(1);
    return talk.failure(1).error();
  }

  private static ToWorker.CancelTask cancel(long id) {
    return new ToWorker.CancelTask(RequestId.of(id), false);
  }

  private static ErrorData data(RpcError error) {
    assertThat(error.data()).isNotNull();
    return Objects.requireNonNull(error.data());
  }
}
