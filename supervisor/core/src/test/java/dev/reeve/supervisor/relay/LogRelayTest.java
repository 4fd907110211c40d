package dev.reeve.supervisor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LogRelayTest {
  private final Deque<String> told = new ConcurrentLinkedDeque<>();

  @Test
  void a_target_that_throws_is_told_what_comes_later() throws Exception {
    LogRelay relay =
        new LogRelay(
            (level, message) -> {
              told.add(message);
              if (message.equals("bad")) {
                throw new IllegalStateException("the target's own");
              } else if (message.equals("worse")) {
                throw new AssertionError("the target's own");
              }
            });
    relay.log(Level.INFO, "bad");
    relay.log(Level.INFO, "worse");
    relay.log(Level.INFO, "good");
    relay.close();
    assertThat(told).startsWith("bad", "worse", "good");
  }

  @Test
  void what_waits_when_it_is_closed_is_still_told_however_much_it_is() throws Exception {
    Thread closer = Thread.currentThread();
    LogRelay relay =
        new LogRelay(
            (level, message) -> {
              if (told.isEmpty()) {
                awaitWaiting(closer);
              }
              told.add(message);
            });
    for (int i = 0; i < 20_000; i++) {
      relay.log(Level.INFO, "line");
    }
    relay.close();
    assertThat(told.getLast()).contains("messages were dropped");
  }

  /** Looks at once and often, as {@code close} waits for a bounded time only. */
  private static void awaitWaiting(Thread thread) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
  }
}
