package dev.reeve.worker.runtime;

import static dev.reeve.worker.runtime.Conversation.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.FromWorker.SharedCallRequest;
import dev.reeve.protocol.FromWorker.SharedCancel;
import dev.reeve.protocol.FromWorker.SubmitTask;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import dev.reeve.shared.SharedObjectException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What handlers ask their supervisor: who waits for an answer, and what if none will come. */
class AbandonedRequestsTest {
  private static final int LONG = 600_000; // no test waits for a grace period to end
  private static final WorkerSettings LONG_GRACE = new WorkerSettings(LONG, LONG, 16 << 20);
  private static final WorkerSettings SHORT_GRACE = new WorkerSettings(LONG, 100, 16 << 20);

  private WorkerUnderTest worker; // of those tests that need one
  private Conversation talk;

  /** Starts a worker, and a handler on it that asks its supervisor. */
  private void ask(WorkerSettings settings, String what) throws Exception {
    worker = WorkerUnderTest.ready(settings);
    talk = worker.talk();
    talk.send(task(1, "test/ask", '"' + what + '"'));
    talk.started(1);
  }

  @AfterEach
  void end() throws IOException {
    if (worker != null) {
      worker.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"shared", "submitted"})
  void who_waits_for_an_answer_when_the_supervisor_goes_is_told_at_once(String what)
      throws Exception {
    ask(LONG_GRACE, what);
    assertThat(talk.next()).isInstanceOfAny(SharedCallRequest.class, SubmitTask.class);
    talk.closeInput();
    assertThat(failure().error().message()).contains("the supervisor is gone");
    assertThat(worker.end()).isEqualTo("halt 1");
  }

  @Test
  void a_callback_that_does_not_end_keeps_no_worker_alive() throws Exception {
    ask(SHORT_GRACE, "callback");
    assertThat(talk.next()).isInstanceOf(SubmitTask.class);
    talk.closeInput();
    assertThat(worker.end()).isEqualTo("halt 1");
  }

  @Test
  void a_callback_that_waits_for_a_shared_object_holds_up_no_other_answer() throws Exception {
    ask(LONG_GRACE, "callback on a queue");
    SubmitTask first = (SubmitTask) talk.next();
    SubmitTask second = (SubmitTask) talk.next(); // so the first has its callback
    answer(first);
    assertThat(talk.next()).isInstanceOf(SharedCallRequest.class);
    answer(second);
    talk.success(1);
  }

  @Test
  void a_callback_that_a_task_leaves_behind_holds_up_no_other_task() throws Exception {
    ask(LONG_GRACE, "callback left behind");
    SubmitTask left = (SubmitTask) talk.next();
    talk.success(1);
    answer(left);
    talk.send(task(2, "test/ask", "\"submitted\""));
    talk.started(2);
    answer((SubmitTask) talk.next());
    talk.success(2);
  }

  private void answer(SubmitTask asked) throws IOException {
    talk.send(new ToWorker.Success(asked.id(), Json.parse("7")));
  }

  @Test
  void a_callback_may_wait_for_another_task() throws Exception {
    ask(LONG_GRACE, "one after the other");
    for (int i = 0; i < 2; i++) {
      answer((SubmitTask) talk.next());
    }
    talk.success(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shared", "submitted"})
  void a_worker_that_is_ending_answers_its_handler_itself_when_the_line_is_closed(String what)
      throws Exception {
    ask(LONG_GRACE, what);
    assertThat(talk.next()).isInstanceOfAny(SharedCallRequest.class, SubmitTask.class);
    talk.send(new ToWorker.Shutdown(RequestId.of(2), LONG));
    talk.closeInput();
    assertThat(failure().error().message()).contains("this worker is ending");
    talk.success(2);
    assertThat(worker.end()).isEqualTo("exit 0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void who_calls_a_shared_object_when_the_supervisor_has_gone_is_told_too(boolean usedBefore) {
    SupervisorRequests requests = requests();
    if (usedBefore) {
      assertThat(requests.shared().objects()).isNotNull();
    }
    requests.abandon("the supervisor is gone");
    assertThatThrownBy(() -> requests.shared().objects().queue("q", 1, Long.class).take())
        .isInstanceOf(SharedObjectException.class)
        .hasMessage("the supervisor is gone");
  }

  @Test
  void who_submits_a_task_when_the_supervisor_has_gone_is_told_too() {
    SupervisorRequests requests = requests();
    requests.abandon("the supervisor is gone");
    CompletableFuture<Json> answer =
        requests
            .submissions()
            .submit(requests.submissions().submitter(RequestId.of(1)), "other", Json.of("1"));
    assertThatThrownBy(answer::join).hasMessageContaining("the supervisor is gone");
  }

  /** Into the void. */
  private static SupervisorRequests requests() {
    Outbox outbox =
        new Outbox(
            Conversation.CODEC,
            OutputStream.nullOutputStream(),
            1 << 20,
            new SupervisorLossHandler(new NoEnd()));
    return new SupervisorRequests(outbox, Conversation.CODEC);
  }

  /** The task's, after whatever was asked. */
  private FromWorker.Failure failure() throws InterruptedException {
    FromWorker message = talk.next();
    while (message instanceof SharedCallRequest
        || message instanceof SharedCancel
        || message instanceof SubmitTask) {
      message = talk.next();
    }
    assertThat(message).isInstanceOf(FromWorker.Failure.class);
    return (FromWorker.Failure) message;
  }
}
