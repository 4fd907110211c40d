package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskFuturesTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final CompletableFuture<String> a = new CompletableFuture<>();
  private final CompletableFuture<String> b = new CompletableFuture<>();
  private final CompletableFuture<String> c = new CompletableFuture<>();
  private final List<CompletableFuture<String>> all = List.of(a, b, c);

  @AfterEach
  void no_interrupt_is_left() {
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void futures_come_in_the_order_in_which_they_are_done_also_if_they_fail() {
    Iterator<CompletableFuture<String>> done = TaskFutures.asCompleted(all).iterator();
    c.complete("c");
    a.completeExceptionally(new IllegalStateException("no"));
    assertThat(done.next()).isSameAs(c);
    assertThat(done.next()).isSameAs(a);
    b.cancel(true);
    assertThat(done.next()).isSameAs(b);
    assertThat(done.hasNext()).isFalse();
    assertThatThrownBy(done::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void the_iterator_waits_for_a_future_that_another_thread_completes() throws Exception {
    List<CompletableFuture<String>> seen = new ArrayList<>();
    Thread reader = new Thread(() -> TaskFutures.asCompleted(List.of(a, b)).forEach(seen::add));
    reader.start();
    Awaitility.await().until(() -> reader.getState() == Thread.State.WAITING);
    b.complete("b");
    a.complete("a");
    reader.join();
    assertThat(seen).containsExactly(b, a);
  }

  @Test
  void a_future_that_is_given_twice_counts_once() throws Exception {
    a.complete("a");
    assertThat(TaskFutures.asCompleted(List.of(a, a))).containsExactly(a);
    assertThat(TaskFutures.waitAny(List.of(a, b, a, b)))
        .isEqualTo(new TaskFutures.Waited<>(List.of(a), List.of(b)));
  }

  @Test
  void an_interrupted_thread_gets_no_future_and_may_go_on() {
    Iterator<CompletableFuture<String>> done = TaskFutures.asCompleted(all).iterator();
    Thread.currentThread().interrupt();
    assertThatThrownBy(done::next)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    b.complete("b");
    assertThat(done.next()).isSameAs(b);
  }

  @Test
  void a_wait_for_any_ends_with_the_first_and_tells_which() throws Exception {
    AtomicReference<TaskFutures.Waited<CompletableFuture<String>>> waited = new AtomicReference<>();
    Thread waiter =
        new Thread(
            () -> {
              try {
                waited.set(TaskFutures.waitAny(all));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    waiter.start();
    Awaitility.await().until(() -> waiter.getState() == Thread.State.WAITING);
    b.completeExceptionally(new IllegalStateException("no"));
    waiter.join();
    assertThat(waited.get()).isEqualTo(new TaskFutures.Waited<>(List.of(b), List.of(a, c)));
  }

  @Test
  void a_wait_for_any_that_reaches_its_limit_has_none() throws Exception {
    assertThat(TaskFutures.waitAny(all, SHORT).done()).isEmpty();
    assertThat(TaskFutures.waitAny(all, SHORT).pending()).isEqualTo(all);
    assertThat(TaskFutures.waitAny(List.of(a), SHORT).pending()).containsExactly(a);
  }

  @Test
  void a_future_forgets_the_waits_that_have_reached_their_limit() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(TaskFutures.waitAny(all, SHORT.negated()).done()).isEmpty();
      assertThat(TaskFutures.waitAll(all, SHORT.negated()).done()).isEmpty();
    }
    assertThat(a.getNumberOfDependents()).isZero();
  }

  @Test
  void a_future_forgets_a_wait_that_another_future_has_ended() throws Exception {
    b.complete("b");
    assertThat(TaskFutures.waitAny(all).done()).containsExactly(b);
    assertThat(a.getNumberOfDependents()).isZero();
  }

  @Test
  void a_wait_for_all_tells_at_its_limit_which_are_done() throws Exception {
    b.complete("b");
    assertThat(TaskFutures.waitAll(all, SHORT))
        .isEqualTo(new TaskFutures.Waited<>(List.of(b), List.of(a, c)));
    a.cancel(false);
    c.completeExceptionally(new IllegalStateException("no"));
    assertThat(TaskFutures.waitAll(all))
        .isEqualTo(new TaskFutures.Waited<>(List.of(a, b, c), List.of()));
  }

  @Test
  void a_limit_may_be_as_long_as_a_duration_may_be() throws Exception {
    a.complete("a");
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
    assertThat(TaskFutures.waitAll(List.of(a), longest).done()).containsExactly(a);
    assertThat(TaskFutures.waitAny(List.of(a, b), longest).done()).containsExactly(a);
  }

  @Test
  void a_wait_for_none_returns_at_once() throws Exception {
    List<CompletableFuture<String>> none = List.of();
    assertThat(TaskFutures.waitAny(none).done()).isEmpty();
    assertThat(TaskFutures.waitAll(none).done()).isEmpty();
    assertThat(TaskFutures.asCompleted(none)).isEmpty();
  }

  @Test
  void an_interrupt_ends_a_wait_and_the_futures_forget_it() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> TaskFutures.waitAny(all)).isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> TaskFutures.waitAll(all)).isInstanceOf(InterruptedException.class);
    assertThat(a.getNumberOfDependents()).isZero();
  }
}
