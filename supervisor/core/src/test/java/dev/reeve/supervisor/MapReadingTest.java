package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How maps read their inputs, without workers: each task succeeds at once with its request. */
@Timeout(30)
class MapReadingTest {
  private final Set<MapInputThread> running = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean inputClosed = new AtomicBoolean();
  private final Echo target = new Echo();

  /** A pool whose tasks end while they are submitted. */
  private static final class Echo implements ResultStream.Target<Integer> {
    private final List<TrackedTask> cancelled = new ArrayList<>();
    private boolean ends = true;

    @Override
    public TrackedTask submit(@Nullable Integer request, ResultListener listener) {
      Task task = Task.of(1, "a", "echo", Json.of(String.valueOf(request)));
      if (request != null && request < 0) {
        throw new IllegalArgumentException("negative");
      }
      if (ends) {
        listener.onResult(
            TaskResult.builder(1, "a", "echo", TaskStatus.SUCCEEDED)
                .attempts(1)
                .result(task.payload())
                .build());
      }
      return new TrackedTask(task, listener);
    }

    @Override
    public void cancel(TrackedTask task) {
      cancelled.add(task);
    }
  }

  @AfterEach
  void no_thread_is_left() {
    await().until(running::isEmpty);
  }

  private ResultStream<Integer> inThread(Iterator<Integer> input, MapOptions options) {
    MapWindow window = new MapWindow(options.ordered());
    MapInputThread thread = new MapInputThread(input(input, window), running);
    ResultStream<Integer> results = results(thread, window, options);
    thread.endWhenDropped(results);
    return results;
  }

  private ResultStream<Integer> inCaller(Iterator<Integer> input, MapOptions options) {
    MapWindow window = new MapWindow(options.ordered());
    return results(new MapReading.InCaller(input(input, window)), window, options);
  }

  private MapInput<Integer> input(Iterator<Integer> input, MapWindow window) {
    return new MapInput<>(input, () -> inputClosed.set(true), target, window);
  }

  private static ResultStream<Integer> results(
      MapReading reading, MapWindow window, MapOptions options) {
    return new ResultStream<>(
        reading,
        window,
        json -> Integer.valueOf(json.toString()),
        options.lookAhead(2),
        new MapFutures(Runnable::run, JvmKeeper.NONE));
  }

  /** An input whose elements come from a method. */
  private record Endless(Supplier<Integer> elements) implements Iterator<Integer> {
    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public Integer next() {
      return elements.get();
    }
  }

  @Test
  void an_input_may_wait_for_earlier_results() {
    for (MapOptions options : List.of(MapOptions.ORDERED, MapOptions.UNORDERED)) {
      SynchronousQueue<Integer> taken = new SynchronousQueue<>();
      Iterator<Integer> input = List.of(1).iterator();
      Iterator<Integer> dependent =
          new Endless(() -> input.hasNext() ? input.next() : 2 * takeFrom(taken));
      try (ResultStream<Integer> results = inThread(dependent, options)) {
        Iterator<Integer> each = results.iterator();
        for (int expected = 1; expected < 1_000; expected *= 2) {
          assertThat(each.hasNext()).isTrue();
          assertThat(each.next()).isEqualTo(expected);
          putTo(taken, expected);
        }
      }
    }
  }

  @Test
  void an_input_that_throws_ends_the_results_before_it_with_its_exception() {
    AtomicInteger read = new AtomicInteger();
    Iterator<Integer> failing =
        new Endless(
            () -> {
              if (read.get() == 3) {
                throw new IllegalStateException("the input is broken");
              }
              return read.getAndIncrement();
            });
    Iterator<Integer> results = inThread(failing, MapOptions.ORDERED).iterator();
    for (int expected = 0; expected < 3; expected++) {
      assertThat(results.next()).isEqualTo(expected);
    }
    assertThat(results.hasNext()).isTrue();
    assertThatThrownBy(results::next).hasMessage("the input is broken");
    assertThat(results.hasNext()).isFalse();
    assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
    assertThat(inputClosed).isTrue();
  }

  @Test
  void an_endless_input_is_read_no_further_ahead_than_the_limit() {
    AtomicInteger read = new AtomicInteger();
    try (ResultStream<Integer> results =
        inThread(new Endless(read::getAndIncrement), MapOptions.ORDERED.withLookAhead(5))) {
      Iterator<Integer> each = results.iterator();
      assertThat(read.get()).isZero();
      for (int taken = 0; taken < 100; taken++) {
        assertThat(each.next()).isEqualTo(taken);
        assertThat(read.get()).isLessThanOrEqualTo(taken + 5);
      }
      await().until(() -> read.get() == 104);
    }
  }

  @Test
  void many_results_come_in_order_and_none_is_missing() {
    AtomicInteger read = new AtomicInteger();
    try (ResultStream<Integer> results =
        inThread(new Endless(read::getAndIncrement), MapOptions.ORDERED)) {
      Iterator<Integer> each = results.iterator();
      for (int expected = 0; expected < 200_000; expected++) {
        assertThat(each.next() == expected).isTrue();
      }
    }
    HashSet<Integer> some = new HashSet<>();
    read.set(0);
    try (ResultStream<Integer> results =
        inThread(new Endless(read::getAndIncrement), MapOptions.UNORDERED)) {
      results.stream().limit(50_000).forEach(some::add);
    }
    assertThat(some).hasSize(50_000);
  }

  @Test
  void close_interrupts_an_input_that_waits_and_closes_it_in_its_thread() {
    AtomicReference<Thread> reader = new AtomicReference<>();
    Iterator<Integer> waiting =
        new Endless(
            () -> {
              if (reader.getAndSet(Thread.currentThread()) == null) {
                return 7;
              }
              return takeFrom(new SynchronousQueue<>());
            });
    ResultStream<Integer> results = inThread(waiting, MapOptions.ORDERED);
    assertThat(results.iterator().next()).isEqualTo(7);
    results.close();
    await().untilTrue(inputClosed); // at once, unless the machine is busy
    await().until(() -> !reader.get().isAlive());
    assertThat(results.iterator().hasNext()).isFalse();
  }

  @Test
  void the_thread_of_results_that_were_dropped_ends() {
    AtomicReference<Thread> reader = new AtomicReference<>();
    CountDownLatch first = new CountDownLatch(1);
    Iterator<Integer> waiting =
        new Endless(
            () -> {
              reader.set(Thread.currentThread());
              first.countDown();
              return takeFrom(new SynchronousQueue<>());
            });
    askAndDrop(waiting);
    assertThatCode(first::await).doesNotThrowAnyException();
    await()
        .until(
            () -> {
              System.gc();
              return !reader.get().isAlive();
            });
    assertThat(inputClosed).isTrue();
  }

  private void askAndDrop(Iterator<Integer> input) {
    ResultStream<Integer> results = inThread(input, MapOptions.ORDERED);
    Thread.currentThread().interrupt();
    assertThatThrownBy(results.iterator()::next).isInstanceOf(CompletionException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void close_before_the_first_result_closes_an_input_that_was_never_read() {
    AtomicInteger read = new AtomicInteger();
    inThread(new Endless(read::getAndIncrement), MapOptions.ORDERED).close();
    assertThat(read.get()).isZero();
    assertThat(inputClosed).isTrue();
  }

  @Test
  void close_cancels_the_requests_under_way() {
    target.ends = false;
    ResultStream<Integer> results = inCaller(List.of(1, 2, 3).iterator(), MapOptions.ORDERED);
    assertThat(results.iterator().hasNext()).isTrue();
    results.close();
    assertThat(target.cancelled).hasSize(3);
    assertThat(inputClosed).isTrue();
  }

  @Test
  void a_thread_whose_input_interrupts_it_goes_on_and_does_not_spin() {
    Iterator<Integer> rude =
        new Endless(
            () -> {
              Thread.currentThread().interrupt();
              return 1;
            });
    try (ResultStream<Integer> results = inThread(rude, MapOptions.ORDERED.withLookAhead(1))) {
      results.stream().limit(100).forEach(one -> assertThat(one).isEqualTo(1));
    }
  }

  @Test
  void a_request_that_cannot_be_sent_fails_alone() {
    Iterator<Integer> results =
        inThread(List.of(1, -1, 2).iterator(), MapOptions.ORDERED).iterator();
    assertThat(results.next()).isEqualTo(1);
    assertThatThrownBy(results::next).hasMessage("requests[1]: negative");
    assertThat(results.next()).isEqualTo(2);
    assertThat(results.hasNext()).isFalse();
  }

  @Test
  void the_end_of_the_pool_ends_results_whose_input_waits() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    Iterator<Integer> waiting =
        new Endless(
            () -> {
              waits.countDown();
              return takeFrom(new SynchronousQueue<>());
            });
    ResultStream<Integer> results = inThread(waiting, MapOptions.ORDERED);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread asking =
        new Thread(
            () -> {
              try {
                results.iterator().next();
              } catch (IllegalStateException e) {
                thrown.set(e);
              }
            });
    asking.start();
    waits.await();
    running.forEach(each -> each.abandon(new IllegalStateException("the pool has ended")));
    asking.join(Duration.ofSeconds(20).toMillis());
    assertThat(thrown.get()).hasMessage("the pool has ended");
    await().untilTrue(inputClosed);
  }

  @Test
  void the_caller_reads_what_never_waits() {
    List<Thread> readers = new ArrayList<>();
    Iterator<Integer> input =
        new Endless(
            () -> {
              readers.add(Thread.currentThread());
              return 1;
            });
    try (ResultStream<Integer> results = inCaller(input, MapOptions.UNORDERED)) {
      assertThat(results.iterator().next()).isEqualTo(1);
    }
    assertThat(readers).isNotEmpty().containsOnly(Thread.currentThread());
  }

  private static int takeFrom(SynchronousQueue<Integer> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void putTo(SynchronousQueue<Integer> queue, int value) {
    try {
      queue.put(value);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
