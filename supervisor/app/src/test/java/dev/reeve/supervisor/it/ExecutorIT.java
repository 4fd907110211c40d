package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.HandlerFailedException;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskException;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.supervisor.TaskFutures;
import dev.reeve.supervisor.it.EmbeddedHandlers.Square;
import dev.reeve.supervisor.it.EmbeddedHandlers.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool in the shape of an executor: many calls at once, and tasks that are objects. */
class ExecutorIT {
  @TempDir Path folder;

  private static Supervisor pool(int workers) {
    return Supervisor.builder().workers(workers).start();
  }

  /** A number squared, or an exception. */
  record Squared(int number) implements Callable<Integer> {
    @Override
    public Integer call() {
      if (number < 0) {
        throw new IllegalArgumentException("negative: " + number);
      }
      return number * number;
    }
  }

  /** Makes a file, then waits to be interrupted. */
  record Endless(String file) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      Files.createFile(Path.of(file));
      new CountDownLatch(1).await();
      return 0;
    }
  }

  /** Writes a file; has no result. */
  record Write(String file, String text) implements Runnable {
    @Override
    public void run() {
      try {
        Files.writeString(Path.of(file), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Has no state. */
  static final class Pid implements Callable<Long> {
    @Override
    public Long call() {
      return ProcessHandle.current().pid();
    }
  }

  @Test
  void tasks_run_in_workers_and_their_futures_have_results_and_exceptions() throws Exception {
    Queue<String> log = new ConcurrentLinkedQueue<>();
    try (Supervisor pool =
        Supervisor.builder().workers(1).log((level, text) -> log.add(level + " " + text)).start()) {
      ExecutorService executor = pool.asExecutorService();
      assertThat(executor.submit(new Squared(3)).get()).isEqualTo(9);
      assertThat(executor.submit(new Pid()).get()).isNotEqualTo(ProcessHandle.current().pid());
      assertThat(executor.submit(new Write(file("a"), "one")).get()).isNull();
      assertThat(executor.submit(new Write(file("a"), "two"), "done").get()).isEqualTo("done");
      assertThat(folder.resolve("a")).hasContent("two");
      assertThatThrownBy(executor.submit(new Squared(-1))::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(HandlerFailedException.class)
          .hasRootCauseMessage("java.lang.IllegalArgumentException: negative: -1")
          .cause()
          .matches(failed -> ((TaskException) failed).isA(RuntimeException.class))
          .matches(failed -> !((TaskException) failed).isA(IOException.class));
      executor.execute(new Write(file("no/such/folder"), ""));
      Awaitility.await()
          .until(() -> log.stream().anyMatch(line -> line.contains("NoSuchFileException")));
      assertThat(log).anyMatch(line -> line.startsWith("WARNING task"));
    }
  }

  @Test
  void all_are_invoked_and_their_futures_are_done() throws Exception {
    try (Supervisor pool = pool(2)) {
      List<Future<Integer>> futures =
          pool.asExecutorService().invokeAll(List.of(new Squared(2), new Squared(-1)));
      assertThat(futures).allMatch(Future::isDone);
      assertThat(futures.get(0).get()).isEqualTo(4);
      assertThatThrownBy(futures.get(1)::get).isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void at_the_limit_those_that_still_run_are_cancelled() throws Exception {
    try (Supervisor pool = pool(2)) {
      assertThat(pool.asExecutorService().submit(new Squared(1)).get()).isEqualTo(1);
      List<Future<Integer>> futures =
          pool.asExecutorService()
              .invokeAll(
                  List.of(new Endless(file("runs")), new Endless(file("too"))),
                  2,
                  TimeUnit.SECONDS);
      assertThat(futures).allMatch(Future::isCancelled);
    }
  }

  @Test
  void the_first_of_any_that_succeeds_is_returned_and_the_others_are_cancelled() throws Exception {
    try (Supervisor pool = pool(2)) {
      ExecutorService executor = pool.asExecutorService();
      assertThat(
              executor.invokeAny(
                  List.of(new Squared(-1), new Endless(file("runs")), new Squared(4))))
          .isEqualTo(16);
      assertThatThrownBy(() -> executor.invokeAny(List.of(new Squared(-1), new Squared(-2))))
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseInstanceOf(Exception.class)
          .hasMessageContaining("negative");
      assertThatThrownBy(
              () ->
                  executor.invokeAny(
                      List.of(new Endless(file("other"))), 100, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void a_shutdown_lets_all_tasks_end_and_another_ends_them_now() throws Exception {
    Supervisor orderly = pool(1);
    ExecutorService executor = orderly.asExecutorService();
    List<Future<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      futures.add(executor.submit(new Squared(i)));
    }
    executor.shutdown();
    assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(futures.get(19).get()).isEqualTo(361);

    Supervisor pool = pool(1);
    Future<Integer> running = pool.asExecutorService().submit(new Endless(file("runs")));
    Reeve.awaitText(folder.resolve("runs"), "");
    assertThat(pool.asExecutorService().shutdownNow()).isEmpty();
    assertThat(pool.awaitTermination(Duration.ofMinutes(1))).isTrue();
    assertThatThrownBy(running::get)
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("shutdownNow() was called");
  }

  @Test
  void calls_of_a_handler_are_submitted_at_once_and_told_as_they_are_done() throws Exception {
    try (Supervisor pool = pool(2)) {
      List<TaskFuture<Integer>> squares = pool.submitAll(Square.class, List.of(1, 2, 3));
      List<Integer> results = new ArrayList<>();
      for (TaskFuture<Integer> square : TaskFutures.asCompleted(squares)) {
        results.add(square.get());
      }
      assertThat(results).containsExactlyInAnyOrder(1, 4, 9);
      assertThat(pool.invokeAll(Square.class, List.of(4, 5)))
          .allMatch(TaskFuture::isDone)
          .extracting(TaskFuture::join)
          .containsExactly(16, 25);
    }
  }

  @Test
  void calls_that_have_not_ended_at_the_limit_are_cancelled() throws Exception {
    try (Supervisor pool = pool(1)) {
      assertThat(
              pool.invokeAll(Waiting.class, List.of(file("a"), file("b")), Duration.ofMillis(100)))
          .hasSize(2)
          .allMatch(TaskFuture::isCancelled);
    }
  }

  @Test
  void when_one_of_many_requests_cannot_be_sent_the_others_are_cancelled() throws Exception {
    try (Supervisor pool = pool(1)) {
      List<String> requests = List.of(file("a"), "long".repeat(10_000_000), file("b"));
      assertThatThrownBy(() -> pool.submitAll(Waiting.class, requests))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(pool.finish().total()).isEqualTo(1);
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
