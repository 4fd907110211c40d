package dev.reeve.shared.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.shared.SharedCondition;
import dev.reeve.shared.SharedCounter;
import dev.reeve.shared.SharedLock;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.client.SharedProxies;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Waiting at a condition until a predicate is true. */
class WaitForTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final SharedObjectServer server =
      new SharedObjectServer(SharedLimits.of(1 << 24, 1 << 20), text -> {});
  private final SharedObjects ours =
      new SharedProxies(new ServerPort(server, ClientProcess.PROGRAM));
  private final SharedObjects theirs =
      new SharedProxies(new ServerPort(server, new ClientProcess(0, 0)));
  private final SharedLock lock = ours.lock("l");
  private final SharedCondition changed = ours.condition("changed", lock);
  private final SharedCounter counter = ours.counter("c");

  private void change(long number) throws InterruptedException {
    await().until(this::oneWaits);
    SharedLock same = theirs.lock("l");
    try (SharedLock.Hold hold = same.acquire()) {
      assertThat(hold.formerHolderDied()).isFalse();
      counter.set(number);
      theirs.condition("changed", same).signalAll();
    }
  }

  private boolean oneWaits() {
    synchronized (server) {
      return server.waitingCalls() == 1;
    }
  }

  private CompletableFuture<Boolean> waitInThread(BooleanSupplier predicate, Duration limit) {
    CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try (SharedLock.Hold hold = lock.acquire()) {
                boolean isTrue = changed.waitFor(predicate, limit);
                outcome.complete(isTrue && !hold.formerHolderDied());
              } catch (InterruptedException | RuntimeException e) {
                outcome.completeExceptionally(e);
              }
            });
    waiting.start();
    return outcome;
  }

  @Test
  void a_notification_does_not_end_the_wait_as_long_as_the_predicate_is_false() throws Exception {
    AtomicInteger evaluated = new AtomicInteger();
    CompletableFuture<Boolean> outcome =
        waitInThread(
            () -> {
              evaluated.incrementAndGet();
              return counter.get() == 2;
            },
            LONG);
    change(1);
    await().until(() -> evaluated.get() == 2);
    change(2);
    assertThat(outcome.get()).isTrue();
    assertThat(evaluated).hasValue(3);
  }

  @Test
  void a_predicate_that_is_true_is_not_waited_for() throws Exception {
    try (SharedLock.Hold hold = lock.acquire()) {
      assertThat(hold.formerHolderDied()).isFalse();
      changed.waitFor(() -> true);
      assertThat(changed.waitFor(() -> true, Duration.ZERO)).isTrue();
      assertThat(changed.waitFor(() -> false, Duration.ZERO)).isFalse();
      assertThat(changed.waitFor(() -> false, Duration.ofMillis(-1))).isFalse();
    }
  }

  @Test
  void a_limit_ends_the_wait() throws Exception {
    Duration limit = Duration.ofMillis(1);
    CompletableFuture<Boolean> outcome = waitInThread(() -> false, limit);
    await().until(this::oneWaits);
    synchronized (server) {
      server.tick(System.nanoTime() + limit.toNanos());
    }
    assertThat(outcome.get()).isFalse();
  }

  @Test
  void the_lock_must_be_held_even_if_nothing_is_waited_for() throws Exception {
    assertThatThrownBy(() -> changed.waitFor(() -> true))
        .isInstanceOf(IllegalMonitorStateException.class)
        .hasMessage("condition changed: this thread does not hold its lock l");
    assertThatThrownBy(() -> changed.waitFor(() -> true, LONG))
        .isInstanceOf(IllegalMonitorStateException.class);
  }

  @Test
  void an_exception_of_the_predicate_leaves_the_lock_held() throws Exception {
    try (SharedLock.Hold hold = lock.acquire()) {
      assertThatThrownBy(
              () ->
                  changed.waitFor(
                      () -> {
                        throw new IllegalStateException("no answer");
                      }))
          .hasMessage("no answer");
      assertThat(theirs.lock("l").tryAcquire()).isNull();
      assertThat(hold.formerHolderDied()).isFalse();
    }
  }
}
