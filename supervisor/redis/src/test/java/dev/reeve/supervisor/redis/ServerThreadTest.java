package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thread that repeats a step. */
class ServerThreadTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final ServerHealth health =
      new ServerHealth(ServerHealthTest.server(), messages::add, isWell -> {});
  private final AtomicInteger steps = new AtomicInteger();
  private ServerThread thread;

  private void start(ServerThread.Step step) {
    thread =
        new ServerThread(
            "reeve-broker-test",
            health,
            () -> {
              int unused = steps.incrementAndGet();
              step.run();
            });
    thread.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    thread.stop();
    thread.join(LIMIT);
    Leftovers.assertNone();
  }

  @Test
  void failuresAreToldOnceAndTheStepGoesOn() {
    start(
        () -> {
          if (steps.get() < 4) {
            throw new BrokerException("no answer");
          }
          thread.pause(LIMIT);
        });
    await().atMost(LIMIT).until(() -> steps.get() == 4);
    thread.wake();
    await().atMost(LIMIT).until(() -> messages.size() == 2);
    assertThat(messages.get(0)).isEqualTo("no answer; trying again");
    assertThat(messages.get(1)).contains("answers again");
  }

  @Test
  void unexpectedExceptionDoesNotEndTheThread() {
    start(
        () -> {
          if (steps.get() == 1) {
            throw new IllegalStateException("a bug");
          }
          thread.pause(LIMIT);
        });
    await().atMost(LIMIT).until(() -> steps.get() == 2);
    assertThat(messages.get(0)).contains("a bug");
  }

  @Test
  void wakeBeforeAPauseIsNotForgotten() {
    start(
        () -> {
          thread.wake();
          thread.pause(LIMIT);
        });
    await().atMost(LIMIT).until(() -> steps.get() > 10);
  }

  @Test
  void stopEndsItWhereverItWaits() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    start(never::await);
    await().atMost(LIMIT).until(() -> steps.get() == 1);
    thread.stop();
    thread.join(LIMIT);
    assertThat(thread.isStopped()).isTrue();
    assertThat(messages).isEmpty();
  }

  @Test
  void stopEndsThePauseAfterAFailure() throws InterruptedException {
    start(
        () -> {
          throw new BrokerException("no answer");
        });
    await().atMost(LIMIT).until(() -> steps.get() > 2);
    thread.stop();
    thread.join(LIMIT);
    assertThat(messages).hasSize(1);
  }
}
