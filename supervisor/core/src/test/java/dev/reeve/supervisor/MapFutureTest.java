package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for results of maps with a limit and as a whole, without workers. */
@Timeout(30)
class MapFutureTest {
  private static final MapOptions TWO_AHEAD = MapOptions.ORDERED.withLookAhead(2);

  private final Pool pool = new Pool();
  private boolean inputClosed;

  /** Tasks that end when the test says so. */
  private static final class Pool implements ResultStream.Target<Integer> {
    private final List<ResultListener> submitted = new ArrayList<>();
    private final List<TrackedTask> cancelled = new ArrayList<>();

    @Override
    public synchronized TrackedTask submit(@Nullable Integer request, ResultListener listener) {
      if (request != null && request < 0) {
        throw new IllegalArgumentException("negative");
      }
      submitted.add(listener);
      Json payload = Json.of(String.valueOf(request));
      return new TrackedTask(Task.of(submitted.size(), "a", "echo", payload), listener);
    }

    @Override
    public void cancel(TrackedTask task) {
      cancelled.add(task);
    }

    synchronized int count() {
      return submitted.size();
    }

    /** Ends the task at that place, from 0, with its place as the result. */
    void succeed(int place) {
      submitted
          .get(place)
          .onResult(
              TaskResult.builder(1, "a", "echo", TaskStatus.SUCCEEDED)
                  .attempts(1)
                  .result(Json.number(place))
                  .build());
    }

    void fail(int place) {
      submitted
          .get(place)
          .onResult(
              TaskResult.builder(1, "a", "echo", TaskStatus.FAILED)
                  .attempts(1)
                  .error(TaskError.of("Fault", "as asked"))
                  .build());
    }
  }

  private ResultStream<Integer> map(
      Iterator<Integer> input, MapOptions options, Executor callbacks) {
    MapWindow window = new MapWindow(options.ordered());
    MapInput<Integer> reading = new MapInput<>(input, () -> inputClosed = true, pool, window);
    return new ResultStream<>(
        new MapReading.InCaller(reading),
        window,
        json -> Integer.valueOf(json.toString()),
        options.lookAhead(2),
        new MapFutures(callbacks, JvmKeeper.NONE));
  }

  private ResultStream<Integer> map(int requests, MapOptions options) {
    return map(IntStream.range(0, requests).boxed().iterator(), options, Runnable::run);
  }

  @Test
  void a_result_is_waited_for_no_longer_than_the_limit_and_is_not_lost() throws Exception {
    ResultStream<Integer> results = map(1, TWO_AHEAD);
    assertThatThrownBy(() -> results.next(Duration.ofMillis(1)))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("0.001");
    pool.succeed(0);
    assertThat(results.next(Duration.ZERO)).isEqualTo(0);
    assertThatThrownBy(() -> results.next(Duration.ofSeconds(9)))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void a_failed_task_is_thrown_in_place_of_its_result_and_the_next_follows() throws Exception {
    ResultStream<Integer> results = map(2, TWO_AHEAD);
    assertThatThrownBy(() -> results.next(Duration.ZERO)).isInstanceOf(TimeoutException.class);
    pool.fail(0);
    pool.succeed(1);
    assertThatThrownBy(() -> results.next(Duration.ZERO)).isInstanceOf(TaskException.class);
    assertThat(results.next(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(1);
  }

  @Test
  void a_future_has_all_results_in_order_and_reads_no_further_ahead_than_the_limit() {
    CompletableFuture<List<Integer>> all = map(4, TWO_AHEAD).toFuture();
    assertThat(pool.count()).isEqualTo(2);
    pool.succeed(1);
    assertThat(pool.count()).isEqualTo(2);
    pool.succeed(0);
    assertThat(pool.count()).isEqualTo(4);
    pool.succeed(2);
    assertThat(all).isNotDone();
    pool.succeed(3);
    assertThat(all).isCompletedWithValue(List.of(0, 1, 2, 3));
    assertThat(inputClosed).isTrue();
  }

  @Test
  void without_order_results_are_taken_as_they_come() {
    CompletableFuture<List<Integer>> all = map(3, MapOptions.UNORDERED.withLookAhead(2)).toFuture();
    pool.succeed(1);
    assertThat(pool.count()).isEqualTo(3);
    pool.succeed(2);
    pool.succeed(0);
    assertThat(all).isCompletedWithValue(List.of(1, 2, 0));
  }

  @Test
  void a_future_of_no_requests_is_done_at_once() {
    assertThat(map(0, TWO_AHEAD).toFuture()).isCompletedWithValue(List.of());
  }

  @Test
  void the_first_failure_completes_the_future_and_cancels_the_rest() {
    CompletableFuture<List<Integer>> all = map(9, TWO_AHEAD).toFuture();
    pool.fail(0);
    assertThatThrownBy(all::join).hasCauseInstanceOf(TaskException.class);
    assertThat(pool.cancelled).hasSize(1);
    assertThat(pool.count()).isEqualTo(2);
    assertThat(inputClosed).isTrue();
  }

  @Test
  void a_request_that_cannot_be_sent_and_an_input_that_throws_complete_it_with_that() {
    assertThatThrownBy(map(List.of(-1).iterator(), TWO_AHEAD, Runnable::run).toFuture()::join)
        .hasMessageContaining("requests[0]: negative");
    Iterator<Integer> throwing = Stream.of(1).map(MapFutureTest::refuse).iterator();
    assertThatThrownBy(map(throwing, TWO_AHEAD, Runnable::run).toFuture()::join)
        .hasRootCauseMessage("the input is broken");
  }

  private static Integer refuse(Integer number) {
    throw new IllegalStateException("the input is broken");
  }

  @Test
  void a_future_that_is_cancelled_cancels_what_is_under_way() {
    CompletableFuture<List<Integer>> all = map(9, TWO_AHEAD).toFuture();
    assertThat(all.cancel(true)).isTrue();
    assertThat(pool.cancelled).hasSize(2);
    assertThat(inputClosed).isTrue();
    pool.succeed(0);
    assertThat(pool.count()).isEqualTo(2);
  }

  @Test
  void results_are_taken_by_the_callbacks_and_not_by_the_thread_that_delivers_them() {
    Queue<Runnable> callbacks = new ArrayDeque<>();
    Iterator<Integer> input = List.of(0, 1, 2).iterator();
    CompletableFuture<List<Integer>> all = map(input, TWO_AHEAD, callbacks::add).toFuture();
    assertThat(pool.count()).isZero();
    callbacks.remove().run();
    pool.succeed(0);
    pool.succeed(1);
    assertThat(callbacks).as("one for all that has arrived").hasSize(1);
    assertThat(pool.count()).isEqualTo(2);
    callbacks.remove().run();
    pool.succeed(2);
    callbacks.remove().run();
    assertThat(all).isCompletedWithValue(List.of(0, 1, 2));
  }

  @Test
  void an_input_with_a_thread_of_its_own_may_wait() throws Exception {
    SynchronousQueue<Integer> elements = new SynchronousQueue<>();
    MapWindow window = new MapWindow(true);
    Iterator<Integer> input = Stream.generate(() -> take(elements)).limit(2).iterator();
    MapInputThread thread =
        new MapInputThread(
            new MapInput<>(input, () -> {}, pool, window), ConcurrentHashMap.newKeySet());
    CompletableFuture<List<Integer>> all =
        new ResultStream<>(
                thread,
                window,
                json -> Integer.valueOf(json.toString()),
                TWO_AHEAD.lookAhead(2),
                new MapFutures(Runnable::run, JvmKeeper.NONE))
            .toFuture();
    elements.put(7);
    await().until(() -> pool.count() == 1);
    pool.succeed(0);
    elements.put(8);
    await().until(() -> pool.count() == 2);
    pool.succeed(1);
    await().until(all::isDone);
    assertThat(all).isCompletedWithValue(List.of(0, 1));
  }

  private static Integer take(SynchronousQueue<Integer> elements) {
    try {
      return elements.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
