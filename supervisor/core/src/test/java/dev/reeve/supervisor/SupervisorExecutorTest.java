package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an executor service over a pool refuses, and how it ends; no worker is started. */
class SupervisorExecutorTest {
  private final Supervisor pool = Supervisor.builder().workers(1).processesOnly().start();
  private final ExecutorService executor = pool.asExecutorService();

  @AfterEach
  void close() {
    pool.close();
  }

  record Ping() implements Callable<String> {
    @Override
    public String call() {
      return "pong";
    }
  }

  /** A task and a handler. */
  static final class Handler implements TaskHandler<String, String>, Callable<String> {
    @Override
    public String handle(String request, TaskContext context) {
      return request;
    }

    @Override
    public String call() {
      return "called";
    }
  }

  /** Leaves open what is to be called. */
  record Both() implements Callable<String>, Runnable {
    @Override
    public String call() {
      return "called";
    }

    @Override
    public void run() {}
  }

  /** Has a field that would not arrive. */
  static final class Holder implements Runnable {
    private final Object held = new Object();

    @Override
    public void run() {
      assertThat(held).isNotNull();
    }
  }

  @Test
  void a_lambda_and_a_method_reference_are_refused_with_the_remedy() {
    assertThatThrownBy(() -> executor.submit(() -> "lambda"))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("a lambda or method reference cannot be sent to a worker")
        .hasMessageContaining("write a record that implements Callable or Runnable");
    assertThatThrownBy(() -> executor.execute(pool::resume))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("lambda");
  }

  @Test
  void a_class_that_uses_what_surrounds_it_is_refused() {
    String word = toString();
    Callable<String> capturing =
        new Callable<>() {
          @Override
          public String call() {
            return word;
          }
        };
    assertThatThrownBy(() -> executor.submit(capturing))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("uses variables or objects around it, which no worker has");
  }

  @Test
  void a_class_of_java_that_wraps_a_task_is_refused_with_the_way_to_do_without() {
    assertThatThrownBy(() -> CompletableFuture.supplyAsync(() -> "x", executor))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("AsyncSupply is a class of Java that wraps a task")
        .hasMessageContaining("submit(…)");
    assertThatThrownBy(() -> new ExecutorCompletionService<String>(executor).submit(new Ping()))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("wraps a task");
  }

  @Test
  void a_value_that_would_not_arrive_is_refused_with_its_place() {
    assertThatThrownBy(() -> executor.execute(new Holder()))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining(Holder.class.getName())
        .hasMessageContaining("held");
  }

  @Test
  void a_handler_and_what_may_be_called_in_two_ways_are_refused() {
    assertThatThrownBy(() -> executor.submit((Callable<String>) new Handler()))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("is a handler; pass its class and a request to Supervisor.submit");
    assertThatThrownBy(() -> executor.submit((Runnable) new Both()))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("a Callable and a Runnable");
  }

  @Test
  @SuppressWarnings("NullAway") // what a program without null checks may pass
  void nothing_is_no_task() {
    assertThatThrownBy(() -> executor.execute(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.submit((Callable<?>) null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.invokeAll(null)).isInstanceOf(NullPointerException.class);
    List<Ping> withNull = Arrays.asList(new Ping(), null);
    assertThatThrownBy(() -> executor.invokeAll(withNull))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("tasks[1] is null");
    assertThatThrownBy(() -> executor.invokeAny(withNull))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("tasks[1] is null");
  }

  @Test
  void any_of_none_cannot_be_had_and_all_of_none_is_none() throws Exception {
    assertThatThrownBy(() -> executor.invokeAny(List.<Ping>of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(executor.invokeAll(List.<Ping>of())).isEmpty();
  }

  @Test
  void one_that_is_shut_down_refuses_tasks_and_terminates_with_its_pool() throws Exception {
    assertThat(executor.isShutdown()).isFalse();
    assertThat(executor.isTerminated()).isFalse();
    assertThat(executor.awaitTermination(1, TimeUnit.NANOSECONDS)).isFalse();
    executor.shutdown();
    executor.shutdown();
    assertThat(executor.isShutdown()).isTrue();
    assertThatThrownBy(() -> executor.submit(new Ping()))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("shutdown()");
    assertThat(executor.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue();
    assertThat(executor.isTerminated()).isTrue();
    assertThat(pool.isTerminated()).isTrue();
    assertThatCode(executor::shutdownNow).doesNotThrowAnyException();
  }

  @Test
  void it_ends_with_its_pool() throws Exception {
    pool.finish();
    assertThat(executor.isShutdown()).isTrue();
    assertThat(executor.isTerminated()).isTrue();
    assertThat(pool.awaitTermination(Duration.ZERO)).isTrue();
  }

  @Test
  void a_pool_that_was_stopped_is_shut_down_and_terminates_when_it_is_closed() throws Exception {
    pool.stopNow("enough");
    pool.stopping().get();
    assertThat(executor.isShutdown()).isTrue();
    pool.close();
    assertThat(executor.isTerminated()).isTrue();
  }
}
