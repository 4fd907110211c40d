package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedCounter;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedQueue;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerOptions;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

  @Test
  void an_environment_that_cannot_be_ends_the_run_and_its_values_are_not_told() throws Exception {
    WorkerOptions options =
        new WorkerOptions(List.of(), List.of(), Map.of("TOKEN", "secret\0"), 0, 0);
    try (Supervisor supervisor = Supervisor.builder().workers(1).worker(options).start()) {
      supervisor.submit(Task.of(1, "a", "echo", Json.NULL), result -> {});
      RunSummary summary = supervisor.finish();
      assertThat(summary.ending()).isEqualTo(RunEnding.WORKERS_DO_NOT_START);
      assertThat(summary.message()).contains("environment").doesNotContain("secret");
    }
  }

  @Test
  void a_program_that_waits_for_an_item_is_told_when_no_worker_can_be_had() throws Exception {
    WorkerOptions options = new WorkerOptions(List.of(), List.of(), Map.of("A", "\0"), 0, 0);
    try (Supervisor supervisor = Supervisor.builder().workers(1).worker(options).start()) {
      SharedQueue<Long> queue = supervisor.shared().queue("items", 1, Long.class);
      queue.put(1L);
      assertThat(queue.take()).isEqualTo(1L);
      assertThatThrownBy(queue::take)
          .isInstanceOf(SharedObjectException.class)
          .hasMessageContaining("no worker is left that could end this wait: ")
          .hasMessageContaining("environment");
      assertThat(queue.poll()).isNull();
    }
  }

  @Test
  void callbacks_of_whatever_future_may_use_shared_objects() throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(1).totalTasks(0).start()) {
      SharedCounter counter = supervisor.shared().counter("callbacks");
      supervisor.snapshot().thenRun(counter::increment).get();
      CompletableFuture<Void> stopping = supervisor.stopping().thenRun(counter::increment);
      supervisor.drain("enough");
      stopping.get();
      supervisor.submit(Task.of(1, "a", "echo", Json.NULL)).thenRun(counter::increment).get();
      assertThat(counter.get()).isEqualTo(3);
    }
  }

  @Test
  void who_asks_after_the_end_what_the_pool_does_is_refused() throws Exception {
    Supervisor supervisor = Supervisor.builder().totalTasks(0).start();
    supervisor.finish();
    assertThatThrownBy(supervisor.snapshot()::get).hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_shared_object_without_a_name_is_refused_and_harms_nothing() {
    try (Supervisor supervisor = Supervisor.builder().totalTasks(0).start()) {
      SharedObjects shared = supervisor.shared();
      assertThatThrownBy(() -> shared.counter(missing())).isInstanceOf(NullPointerException.class);
      assertThat(shared.counter("named").increment()).isEqualTo(1);
    }
  }

  @SuppressWarnings("NullAway") // what a program without null checks may pass
  private static String missing() {
    return null;
  }

  @Test
  @SuppressWarnings("NullAway") // a future that nobody cancels needs no loop
  void a_result_whose_class_throws_an_error_ends_the_future() {
    TaskFuture<String> future =
        new TaskFuture<>(
            null,
            json -> {
              throw new AssertionError("not that one");
            });
    future.settle(result(Json.NULL));
    assertThatThrownBy(future::join).hasCauseInstanceOf(AssertionError.class);
  }

  @Test
  @SuppressWarnings("NullAway") // a future that nobody cancels needs no loop
  void a_future_whose_task_was_skipped_or_cancelled_counts_as_cancelled() {
    for (TaskStatus status : TaskStatus.values()) {
      TaskFuture<String> future = new TaskFuture<>(null, Json::toString);
      assertThat(future.isCancelled()).isFalse();
      future.settle(TaskResult.builder(1, "a", "echo", status).result(Json.NULL).build());
      boolean cancelled = status == TaskStatus.CANCELLED || status == TaskStatus.SKIPPED;
      assertThat(future.isCancelled()).as(status.word()).isEqualTo(cancelled);
    }
  }

  @Test
  void a_close_limit_ends_what_waits_for_the_program() {
    Supervisor supervisor =
        Supervisor.builder().workers(1).closeLimit(Duration.ZERO).log((level, text) -> {}).start();
    supervisor.pause();
    TaskFuture<Json> waiting = supervisor.submit("echo", Json.NULL);
    supervisor.close();
    assertThat(waiting.isCancelled()).isTrue();
    assertThat(waiting.taskResult().error().message())
        .isEqualTo("the limit of 0s for close() has passed");
    assertThatThrownBy(() -> Supervisor.builder().closeLimit(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_interrupt_of_a_close_that_waits_ends_what_waits_for_the_program() {
    Supervisor supervisor = Supervisor.builder().workers(1).log((level, text) -> {}).start();
    supervisor.pause();
    TaskFuture<Json> waiting = supervisor.submit("echo", Json.NULL);
    Thread.currentThread().interrupt();
    supervisor.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(waiting.isCancelled()).isTrue();
  }

  @Test
  void a_process_can_be_waited_for_as_long_as_a_duration_may_be() {
    try (Supervisor supervisor = Supervisor.builder().totalTasks(0).start()) {
      TaskProcess<String> process = supervisor.process(Never.class, "");
      assertThatThrownBy(() -> process.join(Duration.ofSeconds(Long.MAX_VALUE)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("was not started");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // what a program without null checks may pass
  void a_request_that_is_null_is_refused_with_its_index() {
    List<String> requests = Arrays.asList("a", null);
    String told = "requests[1]: the request can't be sent to " + Never.class.getName();
    try (Supervisor supervisor = Supervisor.builder().workers(1).start()) {
      assertThatThrownBy(() -> supervisor.submitAll(Never.class, requests))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(told + ": request: must not be null");
      assertThatThrownBy(() -> supervisor.invokeAll(Never.class, requests))
          .hasMessageStartingWith(told);
      supervisor.stopNow("no task must run");
    }
  }

  @Test
  void a_lambda_is_no_handler() {
    try (Supervisor supervisor = Supervisor.builder().totalTasks(0).start()) {
      TaskHandler<String, String> lambda = (request, context) -> request;
      assertThatThrownBy(() -> supervisor.register(lambda.getClass()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("lambda");
    }
  }

  private static TaskResult result(Json json) {
    return TaskResult.builder(1, "a", "echo", TaskStatus.SUCCEEDED)
        .attempts(1)
        .result(json)
        .build();
  }

  /** Is not called. */
  static final class Never implements TaskHandler<String, String> {
    @Override
    public String handle(String request, TaskContext context) {
      return request;
    }
  }
}
