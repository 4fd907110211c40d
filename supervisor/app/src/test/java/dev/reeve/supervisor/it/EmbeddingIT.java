package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedCounter;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.SharedQueue;
import dev.reeve.supervisor.ExitResults;
import dev.reeve.supervisor.HandlerFailedException;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskCancelledException;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.supervisor.TaskOptions;
import dev.reeve.supervisor.TaskProcess;
import dev.reeve.supervisor.TaskTimedOutException;
import dev.reeve.supervisor.it.EmbeddedHandlers.Counting;
import dev.reeve.supervisor.it.EmbeddedHandlers.Deaf;
import dev.reeve.supervisor.it.EmbeddedHandlers.EventWaiter;
import dev.reeve.supervisor.it.EmbeddedHandlers.FailsLater;
import dev.reeve.supervisor.it.EmbeddedHandlers.Halt;
import dev.reeve.supervisor.it.EmbeddedHandlers.Pid;
import dev.reeve.supervisor.it.EmbeddedHandlers.Prepare;
import dev.reeve.supervisor.it.EmbeddedHandlers.Prepared;
import dev.reeve.supervisor.it.EmbeddedHandlers.Square;
import dev.reeve.supervisor.it.EmbeddedHandlers.Telling;
import dev.reeve.supervisor.it.EmbeddedHandlers.Waiting;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an embedding program has beyond the acceptance cases. */
class EmbeddingIT {
  @TempDir Path folder;

  private static Supervisor pool(int workers) {
    return Supervisor.builder().workers(workers).start();
  }

  @Test
  void a_handler_is_called_by_name_with_json() {
    try (Supervisor supervisor = pool(1)) {
      assertThat(supervisor.submit("echo", Json.of("{ \"n\": 1.10 }")).join())
          .isEqualTo(Json.of("{\"n\":1.10}"));
      assertThatThrownBy(() -> supervisor.submit("echo", Json.of("{\"n\":")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_task_that_waits_is_cancelled_without_having_run() throws Exception {
    try (Supervisor supervisor = pool(1)) {
      TaskFuture<String> running = supervisor.submit(Waiting.class, file("running"));
      Reeve.awaitText(folder.resolve("running"), "");
      TaskFuture<Long> waiting = supervisor.submit(Pid.class, "");
      assertThat(waiting.cancel(true)).isTrue();
      running.cancel(true);
      RunSummary summary = supervisor.finish();
      assertThat(waiting.taskResult()).isNotNull();
      assertThat(waiting.taskResult().attempts()).isZero();
      assertThat(summary.count(TaskStatus.CANCELLED)).isEqualTo(2);
    }
  }

  @Test
  void a_cancel_that_may_not_interrupt_lets_a_running_task_finish() throws Exception {
    try (Supervisor supervisor = pool(1)) {
      TaskFuture<String> running = supervisor.submit(EventWaiter.class, "go");
      Awaitility.await().until(() -> supervisor.snapshot().get().running() == 1);
      assertThat(running.cancel(false)).isTrue();
      supervisor.shared().event("go").set();
      assertThat(supervisor.finish().count(TaskStatus.SUCCEEDED)).isEqualTo(1);
    }
  }

  @Test
  void a_handler_that_hears_no_interrupt_loses_its_process_to_a_cancel() throws Exception {
    try (Supervisor supervisor =
        Supervisor.builder().workers(1).grace(Duration.ofMillis(200)).start()) {
      TaskFuture<Long> deaf = supervisor.submit(Deaf.class, file("deaf"));
      Reeve.awaitText(folder.resolve("deaf"), "");
      deaf.cancel(true);
      assertThat(supervisor.submit(Square.class, 3).join()).isEqualTo(9);
      RunSummary summary = supervisor.finish();
      assertThat(summary.count(TaskStatus.CANCELLED)).isEqualTo(1);
      assertThat(summary.workers().get(0).reason()).contains("did not end when it was cancelled");
    }
  }

  @Test
  void a_future_that_times_out_cancels_its_task() throws Exception {
    try (Supervisor supervisor = pool(1)) {
      TaskFuture<String> late = supervisor.submit(Waiting.class, "");
      assertThatThrownBy(() -> late.orTimeout(100, TimeUnit.MILLISECONDS).join())
          .hasCauseInstanceOf(TimeoutException.class);
      assertThat(supervisor.finish().count(TaskStatus.CANCELLED)).isEqualTo(1);
    }
  }

  @Test
  void a_time_limit_of_the_task_is_kept_in_the_process() {
    try (Supervisor supervisor = pool(1)) {
      TaskOptions limited = TaskOptions.DEFAULT.withTimeout(Duration.ofMillis(100));
      assertThatThrownBy(supervisor.submit(Waiting.class, "", limited)::join)
          .hasCauseInstanceOf(TaskTimedOutException.class);
    }
  }

  @Test
  void a_stop_ends_what_runs_and_what_waits_in_exceptions() throws Exception {
    try (Supervisor supervisor = pool(1)) {
      TaskFuture<String> running = supervisor.submit(Waiting.class, file("running"));
      TaskFuture<Integer> waiting = supervisor.submit(Square.class, 1);
      Reeve.awaitText(folder.resolve("running"), "");
      supervisor.stopNow("the test says so");
      supervisor.finish();
      assertThatThrownBy(running::join).hasCauseInstanceOf(TaskCancelledException.class);
      assertThatThrownBy(waiting::join)
          .hasCauseInstanceOf(TaskCancelledException.class)
          .hasMessageContaining("the test says so");
      assertThatThrownBy(() -> supervisor.submit(Square.class, 1))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_program_that_waits_for_an_item_is_told_when_the_pool_is_stopped() throws Exception {
    try (Supervisor supervisor = pool(1)) {
      SharedQueue<Long> queue = supervisor.shared().queue("items", 1, Long.class);
      TaskFuture<String> running = supervisor.submit(Waiting.class, file("running"));
      Reeve.awaitText(folder.resolve("running"), "");
      Thread other = new Thread(() -> supervisor.stopNow("enough"));
      other.start();
      assertThatThrownBy(queue::take)
          .isInstanceOf(SharedObjectException.class)
          .hasMessageEndingWith("enough");
      assertThatThrownBy(running::join).hasCauseInstanceOf(TaskCancelledException.class);
      other.join();
    }
  }

  @Test
  void a_callback_may_wait_for_another_task() {
    try (Supervisor supervisor = pool(1)) {
      int sum =
          supervisor
              .submit(Square.class, 3)
              .thenApply(nine -> nine + supervisor.submit(Square.class, 4).join())
              .join();
      assertThat(sum).isEqualTo(25);
    }
  }

  @Test
  void a_hook_prepares_each_worker_once_and_cleans_up() throws Exception {
    Prepare.Settings settings = new Prepare.Settings("ready", file("closed"));
    try (Supervisor supervisor =
        Supervisor.builder().workers(1).hook(Prepare.class, settings).start()) {
      assertThat(supervisor.submit(Prepared.class, "").join()).isEqualTo("ready");
    }
    assertThat(folder.resolve("closed")).hasContent("closed");
  }

  @Test
  void hooks_use_shared_objects_to_the_end_and_leave_results() throws Exception {
    try (Supervisor supervisor =
        Supervisor.builder().workers(2).hook(Counting.class, "squares").start()) {
      SharedCounter closed = supervisor.shared().counter("closed squares");
      supervisor.map(Square.class, List.of(1, 2, 3)).toList();
      TaskProcess<Integer> process = supervisor.process(Square.class, 4).start();
      RunSummary summary = supervisor.finish();
      List<Counting.Left> left = ExitResults.of(summary, Counting.Left.class);
      assertThat(left).hasSameSizeAs(summary.workers());
      assertThat(left)
          .extracting(Counting.Left::slot)
          .containsExactlyElementsOf(summary.workers().stream().map(WorkerReport::slot).toList());
      assertThat(left).extracting(Counting.Left::pid).contains(process.pid());
      assertThat(left).extracting(Counting.Left::closedBefore).contains(0L);
      assertThat(summary.workers()).extracting(WorkerReport::crashed).containsOnly(false);
      assertThatThrownBy(closed::get).isInstanceOf(SharedObjectException.class);
    }
  }

  @Test
  void a_hook_that_fails_once_others_have_worked_costs_its_worker_only() throws Exception {
    try (Supervisor supervisor =
        Supervisor.builder().workers(1).hook(FailsLater.class, file("times")).start()) {
      assertThat(supervisor.submit(Square.class, 2).join()).isEqualTo(4);
      TaskFuture<Integer> halt = supervisor.submit(Halt.class, 1);
      assertThatThrownBy(halt::join).isInstanceOf(Exception.class);
      assertThat(supervisor.submit(Square.class, 3).join()).isEqualTo(9);
      RunSummary summary = supervisor.finish();
      assertThat(summary.ending()).isEqualTo(RunEnding.COMPLETED);
      assertThat(summary.workers())
          .extracting(WorkerReport::reason)
          .anyMatch(reason -> reason.contains("the second time"));
    }
  }

  @Test
  void a_worker_that_is_idle_for_long_is_ended_and_another_takes_the_next_task() throws Exception {
    try (Supervisor supervisor =
        Supervisor.builder().workers(1).idleLimit(Duration.ofMillis(100)).start()) {
      long first = supervisor.submit(Pid.class, "").join();
      Awaitility.await().until(() -> ProcessHandle.of(first).map(p -> !p.isAlive()).orElse(true));
      assertThat(supervisor.submit(Pid.class, "").join()).isNotEqualTo(first);
      assertThat(supervisor.finish().workers().get(0).reason()).contains("nothing to do for");
    }
  }

  @Test
  void workers_have_the_environment_and_the_arguments_they_are_given() {
    try (Supervisor supervisor =
        Supervisor.builder()
            .workers(1)
            .env(Map.of("REEVE_TEST_WORD", "hello"))
            .jvmArgs("-Dreeve.test.word=world")
            .start()) {
      assertThat(supervisor.submit(Surroundings.class, "").join()).isEqualTo("hello world");
    }
  }

  /** What a worker's process has been given. */
  static final class Surroundings implements TaskHandler<String, String> {
    @Override
    public String handle(String ignored, TaskContext context) {
      return System.getenv("REEVE_TEST_WORD") + " " + System.getProperty("reeve.test.word");
    }
  }

  @Test
  void a_slow_listener_hears_all_of_workers_and_delays_no_task() throws Exception {
    Hearing hearing = new Hearing();
    try (Supervisor supervisor = Supervisor.builder().workers(1).listener(hearing).start()) {
      assertThat(supervisor.submit(Telling.class, "half").join()).isEqualTo("half");
      assertThatThrownBy(supervisor.submit(Halt.class, 5)::join).isInstanceOf(Exception.class);
      assertThat(supervisor.submit(Square.class, 2).join()).isEqualTo(4);
      hearing.open.countDown();
    }
    assertThat(hearing.heard)
        .containsExactly(
            "started 0.0",
            "ready 0.0",
            "1 half 0.5",
            "exited 0.0 with 5",
            "started 0.1 again",
            "ready 0.1 again",
            "exited 0.1 with 0");
  }

  /** Writes down what it hears, once it may. */
  private static final class Hearing implements SupervisorListener {
    final CountDownLatch open = new CountDownLatch(1);
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void workerStarted(Worker worker) {
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      heard.add("started " + name(worker));
    }

    @Override
    public void workerReady(Worker worker) {
      heard.add("ready " + name(worker));
    }

    @Override
    public void workerExited(WorkerReport report) {
      heard.add(
          "exited %d.%d with %d".formatted(report.slot(), report.generation(), report.exitCode()));
    }

    @Override
    public void taskProgress(String taskId, double fraction, @Nullable String message) {
      heard.add(taskId + " " + message + " " + fraction);
    }

    private static String name(Worker worker) {
      String again = worker.isRestart() ? " again" : "";
      return worker.slot() + "." + worker.generation() + again;
    }
  }

  @Test
  void handlers_that_no_worker_could_make_are_rejected() {
    try (Supervisor supervisor = pool(1)) {
      assertThatThrownBy(() -> supervisor.submit(NeedsWord.class, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("needs a constructor without parameters");
      TaskHandler<Integer, Integer> lambda = (number, context) -> number;
      assertThatThrownBy(() -> supervisor.register(lambda.getClass()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a lambda cannot be sent to workers");
      assertThat(supervisor.submit(Square.class, 2).join()).isEqualTo(4);
      assertThatThrownBy(() -> supervisor.submit(TwinOfEcho.class, Json.of("1")).join())
          .hasCauseInstanceOf(HandlerFailedException.class)
          .hasMessageContaining("two handlers have the name \"echo\"");
    }
  }

  /** No worker knows what to give its constructor. */
  static final class NeedsWord implements TaskHandler<Integer, Integer> {
    private final int more;

    NeedsWord(int more) {
      this.more = more;
    }

    @Override
    public Integer handle(Integer number, TaskContext context) {
      return number + more;
    }
  }

  /** Claims a built-in handler's name. */
  @dev.reeve.worker.HandlerName("echo")
  static final class TwinOfEcho implements TaskHandler<Json, Json> {
    @Override
    public Json handle(Json payload, TaskContext context) {
      return payload;
    }
  }

  @Test
  void a_map_goes_on_behind_a_task_that_fails_and_a_request_that_cannot_be_sent() {
    try (Supervisor supervisor = pool(1)) {
      var results =
          supervisor.map(EmbeddedHandlers.HaltAtFifty.class, List.of(49, 50, 51)).iterator();
      assertThat(results.next()).isEqualTo(49);
      assertThatThrownBy(results::next).hasMessageContaining("exit code 9");
      assertThat(results.next()).isEqualTo(51);
      assertThat(results.hasNext()).isFalse();
    }
  }

  @Test
  void a_map_that_is_closed_early_cancels_what_is_under_way() throws Exception {
    try (Supervisor supervisor = pool(2)) {
      try (var results =
          supervisor.map(Waiting.class, List.of(file("one"), file("two"), file("three")))) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(results.iterator()::next)
            .hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        Reeve.awaitText(folder.resolve("one"), "");
      }
      assertThat(supervisor.finish().count(TaskStatus.CANCELLED)).isEqualTo(3);
    }
  }

  @Test
  void close_waits_for_a_future_of_a_whole_map_and_for_a_map_that_is_its_input() {
    CompletableFuture<List<Integer>> squares;
    try (Supervisor supervisor = pool(1)) {
      var input = supervisor.map(Square.class, Collections.nCopies(2_000, 3));
      squares = supervisor.map(Square.class, input).toFuture();
    }
    assertThat(squares).isCompletedWithValue(Collections.nCopies(2_000, 81));
  }

  @Test
  void an_endless_map_ends_with_the_pool_that_is_stopped() {
    CompletableFuture<List<Integer>> squares;
    try (Supervisor supervisor =
        Supervisor.builder().workers(1).closeLimit(Duration.ofMillis(300)).start()) {
      squares = supervisor.map(Square.class, Stream.iterate(1, n -> 1)).toFuture();
    }
    assertThatThrownBy(squares::join).hasCauseInstanceOf(TaskCancelledException.class);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
