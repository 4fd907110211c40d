package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.end;
import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.nextOrNull;
import static dev.reeve.supervisor.serve.queue.QueueRun.prioritized;
import static dev.reeve.supervisor.serve.queue.QueueRun.result;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static dev.reeve.supervisor.serve.queue.QueueRun.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TaskQueueTest {
  private static final QueueBounds SMALL = new QueueBounds(3, 2000, 2, Duration.ofHours(1));

  private final QueueRun.Clock clock = new QueueRun.Clock();
  private final TaskQueue queue = TaskQueue.inMemory(SMALL, clock);

  private QueuedTask submit(String id) {
    return queue.submit(submission(id)).join();
  }

  private Throwable refusal(Submission task) {
    CompletableFuture<QueuedTask> refused = queue.submit(task);
    assertThat(refused).isCompletedExceptionally();
    try {
      throw new AssertionError(refused.join().toString());
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  @Test
  void a_task_waits_runs_and_ends_with_its_record() throws Exception {
    QueuedTask task = submit("a");
    CompletableFuture<Json> record = task.ended();
    assertThat(task.state()).isEqualTo(TaskState.WAITING);
    assertThat(task.acceptedAt()).isEqualTo(clock.instant());
    assertThat(task.task().toString())
        .isEqualTo(
            "{\"id\":\"a\",\"handler\":\"echo\",\"payload\":1,\"retries\":0,\"priority\":0,"
                + "\"tags\":[]}");
    Task taken = next(queue);
    assertThat(taken.seq()).isEqualTo(task.number());
    assertThat(task.state()).isEqualTo(TaskState.RUNNING);
    assertThat(task.record()).isNull();
    assertThat(record).isNotDone();
    succeed(queue, taken);
    assertThat(task.state()).isEqualTo(TaskState.ENDED);
    assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(record.join()).isEqualTo(task.record()).isEqualTo(task.ended().join());
    assertThat(String.valueOf(task.record())).startsWith("{\"seq\":1,\"id\":\"a\"").endsWith("}");
    assertThat(queue.find("a")).isSameAs(task);
  }

  @Test
  void a_wait_that_is_given_up_is_forgotten() throws Exception {
    QueuedTask task = submit("a");
    CompletableFuture<Json> patient = task.ended();
    for (int i = 0; i < 10; i++) {
      assertThat(task.ended().completeExceptionally(new TimeoutException())).isTrue();
    }
    assertThat(task.end().size()).isEqualTo(1);
    succeed(queue, next(queue));
    assertThat(patient.join()).isEqualTo(task.record());
    assertThat(task.end().size()).isZero();
  }

  @Test
  void each_record_of_a_batch_goes_to_its_own_task() throws Exception {
    QueuedTask a = submit("a");
    QueuedTask b = submit("b");
    Task first = next(queue);
    Task second = next(queue);
    end(queue, result(second, TaskStatus.FAILED), result(first, TaskStatus.SUCCEEDED));
    assertThat(a.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(b.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(String.valueOf(a.record())).contains("\"id\":\"a\"").contains("\"result\":1");
    assertThat(String.valueOf(b.record())).contains("\"id\":\"b\"").contains("\"error\"");
  }

  @Test
  void the_bound_that_is_reached_is_told_with_how_full_the_queue_is() throws Exception {
    submit("a");
    submit("b");
    submit("c");
    assertThat(refusal(submission("d")))
        .isInstanceOf(QueueFullException.class)
        .hasMessage("the queue is full: it holds 3 of at most 3 tasks; try again later");
    succeed(queue, next(queue));
    QueueFullException full =
        (QueueFullException) refusal(submission("d", "\"" + "x".repeat(1800) + "\""));
    assertThat(full.bound()).isEqualTo(QueueFullException.Bound.BYTES);
    assertThat(full.used()).isPositive().isLessThan(full.limit());
    assertThat(full.limit()).isEqualTo(2000);
    submit("d");
  }

  @Test
  void an_empty_queue_takes_one_task_of_any_size() {
    queue.submit(submission("large", "\"" + "x".repeat(5000) + "\"")).join();
    assertThat(refusal(submission("b"))).hasMessageContaining("2000 bytes, and the task has");
  }

  @Test
  void the_same_id_with_the_same_content_is_the_same_task_and_else_taken() throws Exception {
    QueuedTask task = submit("a");
    assertThat(submit("a")).isSameAs(task);
    assertThat(refusal(submission("a", "2")))
        .isInstanceOf(IdTakenException.class)
        .hasMessageContaining("the id \"a\" is taken by a task with other content");
    succeed(queue, next(queue));
    assertThat(submit("a")).isSameAs(task);
    assertThat(refusal(prioritized("a", 1))).isInstanceOf(IdTakenException.class);
  }

  @Test
  void a_waiting_task_can_be_cancelled_and_a_taken_one_cannot() throws Exception {
    QueuedTask a = submit("a");
    submit("b");
    assertThat(queue.cancelWaiting("a")).isTrue();
    assertThat(a.status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(String.valueOf(a.record()))
        .contains("\"status\":\"cancelled\",\"attempts\":0")
        .contains("\"error\":{\"type\":\"Cancelled\",\"message\":\"it was cancelled\"}");
    assertThat(next(queue).id()).isEqualTo("b");
    assertThat(queue.cancelWaiting("a")).isFalse();
    assertThat(queue.cancelWaiting("b")).isFalse();
    assertThat(queue.cancelWaiting("unknown")).isFalse();
  }

  @Test
  void listeners_are_told_in_order_and_one_that_throws_harms_nobody() throws Exception {
    List<String> told = new ArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    List<Throwable> reported = new ArrayList<>();
    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> reported.add(e));
    try {
      queue.listen(
          new QueueListener() {
            @Override
            public void accepted(QueuedTask task) {
              throw new IllegalStateException("test");
            }
          });
      queue.listen(
          new QueueListener() {
            @Override
            public void accepted(QueuedTask task) {
              told.add("accepted " + task);
            }

            @Override
            public void started(QueuedTask task) {
              told.add("started " + task);
            }

            @Override
            public void ended(QueuedTask task) {
              told.add("ended " + task);
            }
          });
      submit("a");
      succeed(queue, next(queue));
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }
    assertThat(told)
        .containsExactly("accepted 1 a waiting", "started 1 a running", "ended 1 a ended");
    assertThat(reported).hasSize(1);
  }

  @Test
  void counts_tell_states_and_bytes() throws Exception {
    submit("a");
    submit("b");
    submit("c");
    long each = queue.counts().bytes() / 3;
    end(queue, result(next(queue), TaskStatus.FAILED));
    next(queue);
    QueueCounts counts = queue.counts();
    assertThat(counts.waiting()).isEqualTo(1);
    assertThat(counts.running()).isEqualTo(1);
    assertThat(counts.bytes()).isEqualTo(2 * each);
    assertThat(counts.kept()).isEqualTo(1);
    assertThat(counts.ended()).containsOnlyKeys(TaskStatus.FAILED).containsValue(1L);
  }

  @Test
  void a_queue_that_finishes_ends_its_run_after_the_last_task() throws Exception {
    submit("a");
    queue.finish();
    assertThat(refusal(submission("b"))).isInstanceOf(QueueClosedException.class);
    assertThat(next(queue).id()).isEqualTo("a");
    assertThat(nextOrNull(queue)).isNull();
  }

  @Test
  void after_the_run_everybody_who_waits_is_answered() throws Exception {
    QueuedTask running = submit("a");
    QueuedTask waiting = submit("b");
    next(queue);
    CompletableFuture<Json> record = waiting.ended();
    queue.output().close();
    assertThat(running.status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(waiting.status()).isEqualTo(TaskStatus.SKIPPED);
    assertThat(record.join().toString()).contains("the server stopped before the task was started");
    assertThat(refusal(submission("c")))
        .isInstanceOf(QueueClosedException.class)
        .hasMessageContaining("accepts no more tasks");
    assertThat(submit("b")).isSameAs(waiting);
    queue.close();
  }
}
