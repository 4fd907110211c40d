package dev.reeve.supervisor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class TaskWindowTest {
  private static final long PLENTY = 1L << 40;

  private static TaskWindow window(int maxTasks, long maxBytes) {
    return new TaskWindow(new RunLimits(maxTasks, maxBytes));
  }

  private static CompletableFuture<Long> enterLater(TaskWindow window, long bytes) {
    CompletableFuture<Long> held = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                held.complete(window.enter(bytes));
              } catch (InterruptedException e) {
                held.completeExceptionally(new CompletionException(e));
              }
            });
    thread.setDaemon(true);
    thread.start();
    await().until(() -> held.isDone() || thread.getState() == Thread.State.WAITING);
    return held;
  }

  @Test
  void no_more_tasks_than_the_limit_are_let_in() throws InterruptedException {
    TaskWindow window = window(1, PLENTY);
    long held = window.enter(10);
    CompletableFuture<Long> second = enterLater(window, 10);
    assertThat(second).isNotDone();
    window.leave(window.ended(held, 0));
    assertThat(second).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void an_interrupted_thread_is_not_let_in_even_if_there_is_room() throws InterruptedException {
    TaskWindow window = window(1, PLENTY);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> window.enter(10)).isInstanceOf(InterruptedException.class);
    assertThat(window.enter(10)).isPositive();
  }

  @Test
  void the_bytes_of_payloads_count() throws InterruptedException {
    TaskWindow window = window(100, 1 << 20);
    window.enter(900_000);
    assertThat(enterLater(window, 900_000)).isNotDone();
  }

  @Test
  void one_task_is_let_in_however_large() throws InterruptedException {
    assertThat(window(100, 1).enter(1L << 30)).isGreaterThan(1L << 30);
  }

  @Test
  void results_that_wait_to_be_written_count() throws InterruptedException {
    TaskWindow window = window(100, 1 << 20);
    long result = window.ended(window.enter(0), 1 << 20);
    CompletableFuture<Long> second = enterLater(window, 0);
    assertThat(second).isNotDone();
    window.leave(result);
    assertThat(second).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void room_is_kept_for_results_as_large_as_the_former_ones() throws InterruptedException {
    TaskWindow window = window(1_000_000, 1 << 20);
    for (int i = 0; i < 100; i++) {
      window.leave(window.ended(window.enter(0), 400_000));
    }
    window.enter(0);
    window.enter(0);
    assertThat(enterLater(window, 0)).isNotDone();
  }

  @Test
  void small_results_make_room_for_more_tasks() throws InterruptedException {
    TaskWindow window = window(1_000_000, 1 << 20);
    for (int i = 0; i < 200; i++) {
      window.leave(window.ended(window.enter(0), 10));
    }
    for (int i = 0; i < 900; i++) {
      assertThat(window.enter(0)).isLessThan(2 * TaskWindow.OVERHEAD_BYTES);
    }
  }
}
