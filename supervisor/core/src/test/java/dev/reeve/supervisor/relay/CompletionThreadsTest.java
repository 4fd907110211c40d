package dev.reeve.supervisor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CompletionThreadsTest {
  private final CompletionThreads threads = new CompletionThreads();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() throws InterruptedException {
    release.countDown();
    threads.close();
  }

  private void block() {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void runBlocking(int count) {
    for (int i = 0; i < count; i++) {
      threads.run(this::block);
    }
  }

  @Test
  void a_callback_that_blocks_holds_up_no_other_completion() throws Exception {
    threads.run(this::block);
    CompletableFuture<Thread> later = new CompletableFuture<>();
    threads.run(() -> later.complete(Thread.currentThread()));
    assertThat(later.get(20, TimeUnit.SECONDS)).isNotEqualTo(Thread.currentThread());
  }

  @Test
  void as_many_callbacks_may_block_as_there_are() throws Exception {
    runBlocking(100);
    CountDownLatch later = new CountDownLatch(1);
    threads.run(later::countDown);
    assertThat(later.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_callback_may_wait_for_a_completion_that_comes_later() throws Exception {
    CompletableFuture<Integer> second = new CompletableFuture<>();
    CompletableFuture<Integer> first = new CompletableFuture<>();
    threads.run(() -> first.complete(second.join() + 1));
    threads.run(() -> second.complete(1));
    assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(2);
  }

  @Test
  void completions_are_made_in_their_order_as_long_as_none_blocks() throws Exception {
    CompletionThreads patient = new CompletionThreads(TimeUnit.HOURS.toNanos(1));
    List<Integer> order = new ArrayList<>();
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 100_000; i++) {
      int number = i;
      patient.run(
          () -> {
            order.add(number);
            used.add(Thread.currentThread());
          });
    }
    patient.close();
    assertThat(order).hasSize(100_000).isSorted();
    assertThat(used.size()).isLessThan(10);
  }

  @Test
  void a_callback_that_computes_for_long_holds_up_no_other_completion() throws Exception {
    CountDownLatch later = new CountDownLatch(1);
    threads.run(
        () -> {
          while (later.getCount() > 0) {
            Thread.onSpinWait();
          }
        });
    threads.run(later::countDown);
    assertThat(later.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void none_is_lost_or_doubled_when_many_threads_bring_completions_and_some_block()
      throws Exception {
    AtomicInteger made = new AtomicInteger();
    List<Thread> bringing = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 20_000; i++) {
                  threads.run(made::incrementAndGet);
                  if (i % 5_000 == 0) {
                    threads.run(this::block);
                  }
                }
              });
      bringing.add(thread);
      thread.start();
    }
    for (Thread thread : bringing) {
      thread.join();
    }
    CountDownLatch last = new CountDownLatch(1);
    threads.run(last::countDown);
    assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
    release.countDown();
    threads.close();
    assertThat(made.get()).isEqualTo(80_000);
  }

  @Test
  void a_completion_that_throws_costs_no_later_one() throws Exception {
    threads.run(
        () -> {
          throw new IllegalStateException("expected by a test");
        });
    CountDownLatch later = new CountDownLatch(1);
    threads.run(later::countDown);
    assertThat(later.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void after_the_close_the_caller_makes_completions() throws Exception {
    threads.close();
    AtomicInteger made = new AtomicInteger();
    threads.run(made::incrementAndGet);
    assertThat(made.get()).isEqualTo(1);
  }

  @Test
  void a_callback_may_close_the_threads() throws Exception {
    CompletableFuture<Void> closed =
        CompletableFuture.runAsync(
            () -> {
              try {
                threads.close();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            threads::run);
    closed.get(20, TimeUnit.SECONDS);
  }
}
