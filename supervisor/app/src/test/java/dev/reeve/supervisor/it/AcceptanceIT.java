package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.json.Json;
import dev.reeve.supervisor.HandlerFailedException;
import dev.reeve.supervisor.MapOptions;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskException;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.supervisor.TaskOptions;
import dev.reeve.supervisor.WorkerCrashedException;
import dev.reeve.supervisor.it.EmbeddedHandlers.EventWaiter;
import dev.reeve.supervisor.it.EmbeddedHandlers.FailingHook;
import dev.reeve.supervisor.it.EmbeddedHandlers.Halt;
import dev.reeve.supervisor.it.EmbeddedHandlers.HaltAtFifty;
import dev.reeve.supervisor.it.EmbeddedHandlers.Measure;
import dev.reeve.supervisor.it.EmbeddedHandlers.Nested;
import dev.reeve.supervisor.it.EmbeddedHandlers.Pid;
import dev.reeve.supervisor.it.EmbeddedHandlers.Square;
import dev.reeve.supervisor.it.EmbeddedHandlers.Throwing;
import dev.reeve.supervisor.it.EmbeddedHandlers.Unsendable;
import dev.reeve.supervisor.it.EmbeddedHandlers.Waiting;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The acceptance cases of multiprocessing, by their numbers: what peers' own tests ask for. */
class AcceptanceIT {
  @TempDir Path folder;

  private static Supervisor pool(int workers) {
    return Supervisor.builder().workers(workers).start();
  }

  @Test
  void case_1_a_thousand_items_come_in_order_or_as_the_same_multiset() {
    List<Integer> squares = IntStream.range(0, 1_000).map(i -> i * i).boxed().toList();
    try (Supervisor supervisor = pool(2)) {
      Stream<Integer> numbers = IntStream.range(0, 1_000).boxed();
      assertThat(supervisor.map(Square.class, numbers).toList()).isEqualTo(squares);
      Stream<Integer> again = IntStream.range(0, 1_000).boxed();
      MapOptions bulk = MapOptions.UNORDERED.withLookAhead(100);
      assertThat(supervisor.map(Square.class, again, bulk).toList())
          .containsExactlyInAnyOrderElementsOf(squares);
    }
  }

  @Test
  void case_2_an_empty_input_has_an_empty_result_at_once() {
    try (Supervisor supervisor = pool(1)) {
      assertThat(supervisor.map(Square.class, List.of()).toList()).isEmpty();
      Iterator<Integer> none = supervisor.map(Square.class, List.<Integer>of()).iterator();
      assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void case_3_an_input_that_throws_at_item_3_gives_three_results_and_then_that_error() {
    try (Supervisor supervisor = pool(2)) {
      for (MapOptions options : List.of(MapOptions.ORDERED, MapOptions.UNORDERED)) {
        Stream<Integer> input = IntStream.range(0, 9).map(AcceptanceIT::throwAtThree).boxed();
        Iterator<Integer> results = supervisor.map(Square.class, input, options).iterator();
        assertThat(List.of(results.next(), results.next(), results.next()))
            .containsExactlyInAnyOrder(0, 1, 4);
        assertThat(results.hasNext()).isTrue();
        assertThatThrownBy(results::next).isInstanceOf(ArithmeticException.class).hasMessage("3");
        assertThat(results.hasNext()).isFalse();
      }
      assertThat(supervisor.submit(Square.class, 5).join()).isEqualTo(25);
    }
  }

  private static int throwAtThree(int number) {
    if (number == 3) {
      throw new ArithmeticException("3");
    }
    return number;
  }

  @Test
  void case_4_of_an_infinite_input_no_more_is_read_than_the_look_ahead_allows() {
    AtomicInteger read = new AtomicInteger();
    try (Supervisor supervisor = pool(2)) {
      Stream<Integer> naturals = Stream.generate(read::getAndIncrement);
      MapOptions options = MapOptions.ORDERED.withLookAhead(10);
      try (var results = supervisor.map(Square.class, naturals, options)) {
        assertThat(results.iterator().next()).isZero();
        assertThat(read.get()).isBetween(1, 11);
      }
      try (var results = supervisor.map(Square.class, Stream.generate(read::getAndIncrement))) {
        assertThat(results.stream().limit(5_000).count()).isEqualTo(5_000);
      }
    }
  }

  @Test
  void case_4_an_input_may_wait_for_the_results_of_its_own_elements() {
    try (Supervisor supervisor = pool(2)) {
      BlockingQueue<Integer> taken = new LinkedBlockingQueue<>(List.of(2));
      Stream<Integer> dependent = Stream.generate(() -> take(taken));
      try (var results = supervisor.map(Square.class, dependent)) {
        Iterator<Integer> squares = results.iterator();
        for (int expected : List.of(4, 16, 256, 65_536)) {
          assertThat(squares.next()).isEqualTo(expected);
          taken.add(expected);
        }
      }
      assertThat(supervisor.submit(Square.class, 3).join()).isEqualTo(9);
    }
  }

  private static int take(BlockingQueue<Integer> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException("the input is no longer needed", e);
    }
  }

  @Test
  void case_5_twenty_results_that_have_no_json_are_twenty_clear_errors_and_cost_no_worker()
      throws Exception {
    try (Supervisor supervisor = pool(2)) {
      List<TaskFuture<Object>> futures =
          IntStream.range(0, 20).mapToObj(i -> supervisor.submit(Unsendable.class, i)).toList();
      for (TaskFuture<Object> future : futures) {
        assertThatThrownBy(future::get)
            .hasCauseInstanceOf(HandlerFailedException.class)
            .hasMessageContaining("ResultNotWritable")
            .hasMessageContaining("java.lang.Object");
      }
      assertThat(supervisor.finish().workers()).allMatch(worker -> worker.generation() == 0);
    }
  }

  @Test
  void case_6_a_hundred_bad_tasks_fail_and_a_hundred_good_ones_finish() {
    try (Supervisor supervisor = pool(2)) {
      List<TaskFuture<String>> bad =
          IntStream.range(0, 100)
              .mapToObj(i -> supervisor.submit(Throwing.class, "bad " + i))
              .toList();
      List<TaskFuture<Integer>> good =
          IntStream.range(0, 100).mapToObj(i -> supervisor.submit(Square.class, i)).toList();
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(bad.get(i)::get)
            .hasCauseInstanceOf(HandlerFailedException.class)
            .hasMessageContaining("bad " + i);
        assertThat(good.get(i).join()).isEqualTo(i * i);
      }
    }
  }

  @Test
  void case_7_sizes_of_zero_and_less_and_no_tasks_at_all_are_rejected() {
    for (int size : new int[] {0, -1}) {
      assertThatThrownBy(() -> Supervisor.builder().workers(size))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("workers must be at least 1, not " + size);
    }
    assertThatThrownBy(() -> Supervisor.builder().maxTasksPerWorker(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxTasksPerWorker must be at least 1, not 0");
  }

  @Test
  void case_8_of_a_hundred_tasks_one_loses_its_worker_and_ninety_nine_succeed() throws Exception {
    try (Supervisor supervisor = pool(3)) {
      List<TaskFuture<Integer>> futures =
          IntStream.range(0, 100).mapToObj(i -> supervisor.submit(HaltAtFifty.class, i)).toList();
      RunSummary summary = supervisor.finish();
      assertThat(futures).filteredOn(TaskFuture::isCompletedExceptionally).hasSize(1);
      assertThat(summary.count(TaskStatus.CRASHED)).isEqualTo(1);
      assertThat(summary.count(TaskStatus.SUCCEEDED)).isEqualTo(99);
    }
  }

  @Test
  void case_9_a_task_that_halts_with_1_has_an_error_with_exit_code_1_and_the_pid() {
    try (Supervisor supervisor = pool(1)) {
      long pid = supervisor.submit(Pid.class, "").join();
      TaskFuture<Integer> halted = supervisor.submit(Halt.class, 1);
      ExecutionException error = catchThrowableOfType(ExecutionException.class, halted::get);
      assertThat(error).hasCauseInstanceOf(WorkerCrashedException.class);
      WorkerCrashedException crash = (WorkerCrashedException) error.getCause();
      assertThat(crash.exitCode()).isEqualTo(1);
      assertThat(crash.signal()).isNull();
      assertThat(crash.pid()).isEqualTo(pid);
    }
  }

  @Test
  void case_10_crashes_while_large_payloads_are_written_are_errors_and_never_a_hang() {
    String large = "x".repeat(4 << 20);
    try (Supervisor supervisor = pool(2)) {
      List<TaskFuture<Integer>> halts = new ArrayList<>();
      List<TaskFuture<Measure.Size>> sizes = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        halts.add(supervisor.submit(Halt.class, 1));
        sizes.add(supervisor.submit(Measure.class, large));
      }
      halts.forEach(
          halt -> assertThatThrownBy(halt::get).hasCauseInstanceOf(WorkerCrashedException.class));
      sizes.forEach(size -> assertThat(size.join().length()).isEqualTo(large.length()));
    }
  }

  @Test
  void case_11_one_worker_of_two_tasks_at_most_completes_six() throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(1).maxTasksPerWorker(2).start()) {
      List<Long> pids = supervisor.map(Pid.class, List.of("", "", "", "", "", "")).toList();
      Set<Long> different = new HashSet<>(pids);
      assertThat(pids).hasSize(6);
      assertThat(different).hasSize(3);
    }
  }

  @Test
  void case_12_a_running_task_is_cancelled_and_the_next_runs_in_a_new_process() {
    try (Supervisor supervisor = pool(1)) {
      long before = supervisor.submit(Pid.class, "").join();
      TaskFuture<String> running = supervisor.submit(Waiting.class, file("running"));
      Reeve.awaitText(folder.resolve("running"), "");
      assertThat(running.cancel(true)).isTrue();
      assertThat(running).isCancelled();
      assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
      assertThat(supervisor.submit(Pid.class, "").join()).isNotEqualTo(before);
    }
  }

  @Tag("long")
  @Test
  void case_13_an_argument_of_100_megabytes_arrives_intact() {
    String large = "0123456789".repeat(10_000_000);
    try (Supervisor supervisor =
        Supervisor.builder().workers(1).maxMessageBytes(128 << 20).start()) {
      assertThat(supervisor.submit(Measure.class, large).join())
          .isEqualTo(new Measure.Size(large.length(), large.hashCode()));
    }
  }

  @Test
  void case_13_a_stop_in_mid_transfer_of_100_megabytes_joins() throws Exception {
    String large = "0123456789".repeat(10_000_000);
    try (Supervisor supervisor =
        Supervisor.builder().workers(1).maxMessageBytes(128 << 20).start()) {
      assertThat(supervisor.submit(Square.class, 2).join()).isEqualTo(4);
      TaskFuture<Measure.Size> sent = supervisor.submit(Measure.class, large);
      supervisor.stopNow("the test wants it");
      assertThat(supervisor.finish().unjoined()).isEmpty();
      assertThat(sent).isDone();
    }
  }

  @Test
  void case_14_a_hook_that_fails_fails_submissions_promptly_with_the_cause() {
    try (Supervisor supervisor =
        Supervisor.builder().workers(2).hook(FailingHook.class, "no licence").start()) {
      TaskFuture<Integer> early = supervisor.submit(Square.class, 2);
      assertThatThrownBy(early::get)
          .hasCauseInstanceOf(TaskException.class)
          .hasMessageContaining("no licence")
          .rootCause()
          .hasMessageContaining("java.lang.IllegalStateException: no licence");
      TaskFuture<Integer> late = supervisor.submit(Square.class, 3);
      assertThatThrownBy(late::get).hasMessageContaining("no licence");
    }
  }

  @Test
  void case_17_when_the_embedding_program_is_killed_no_worker_remains() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddingProgram.class.getName(),
                folder.toString())
            .inheritIO()
            .start();
    for (String name : List.of("waiting", "deaf", "daemon")) {
      Reeve.awaitText(folder.resolve(name), "");
    }
    Signals.to(program, "KILL");
    assertThat(Reeve.exitCode(program)).isEqualTo(137);
    Signals.requireNothingLeftWithin(Duration.ofSeconds(1));
  }

  @Test
  void case_18_fifty_tasks_of_which_pending_ones_are_cancelled_leave_none_pending()
      throws Exception {
    try (Supervisor supervisor = pool(2)) {
      TaskFuture<Json> first = supervisor.submit("sleep", Json.of("{\"duration\":\"20ms\"}"));
      List<TaskFuture<String>> others =
          IntStream.range(0, 49).mapToObj(i -> supervisor.submit(EventWaiter.class, "go")).toList();
      first.join();
      assertThat(first.cancel(false)).isFalse();
      others.forEach(future -> future.cancel(false));
      supervisor.shared().event("go").set();
      RunSummary summary = supervisor.finish();
      assertThat(others).allMatch(TaskFuture::isDone);
      assertThat(summary.count(TaskStatus.CANCELLED)).isPositive();
      assertThat(summary.count(TaskStatus.SUCCEEDED)).isPositive();
      assertThat(summary.total()).isEqualTo(50);
    }
  }

  @Test
  void a_request_that_has_no_json_is_rejected_with_the_place_in_it() {
    try (Supervisor supervisor = pool(1)) {
      Nested.Request request =
          new Nested.Request(
              List.of(new Nested.Part("a", "fine"), new Nested.Part("b", new Object())));
      assertThatThrownBy(() -> supervisor.submit(Nested.class, request))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("request.parts[1].content: a java.lang.Object has no JSON form");
    }
  }

  @Test
  void a_failure_carries_the_worker_s_stack_as_its_cause() {
    try (Supervisor supervisor = pool(1)) {
      TaskFuture<String> failing =
          supervisor.submit(Throwing.class, "dear me", TaskOptions.DEFAULT.withId("f"));
      ExecutionException error = catchThrowableOfType(ExecutionException.class, failing::get);
      Throwable remote = error.getCause().getCause();
      assertThat(remote).hasMessage("java.lang.IllegalStateException: dear me");
      assertThat(remote.getStackTrace()[0].getClassName()).isEqualTo(Throwing.class.getName());
      assertThat(remote.getStackTrace()[0].getMethodName()).isEqualTo("handle");
      assertThat(remote.getCause())
          .hasMessage("java.lang.UnsupportedOperationException: the depth of it");
      assertThat(((TaskException) error.getCause()).result().id()).isEqualTo("f");
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
