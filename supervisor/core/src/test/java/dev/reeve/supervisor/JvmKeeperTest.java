package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a thread keeps the JVM alive. */
class JvmKeeperTest {
  private final JvmKeeper keeper = new JvmKeeper(true);

  @BeforeEach
  void no_thread_of_an_earlier_test_is_left() {
    await().until(() -> thread().isEmpty());
  }

  @AfterEach
  void close() {
    keeper.close();
    await().until(() -> thread().isEmpty());
  }

  private static Optional<Thread> thread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().equals("reeve-keeper") && !each.isDaemon())
        .findAny();
  }

  @Test
  void it_lives_as_long_as_tasks_are_outstanding() {
    assertThat(thread()).isEmpty();
    keeper.begun();
    keeper.begun();
    keeper.ended();
    assertThat(thread()).isPresent();
    keeper.ended();
    await().until(() -> thread().isEmpty());
  }

  @Test
  void it_comes_back_for_later_tasks() {
    for (int i = 0; i < 10_000; i++) {
      keeper.begun();
      assertThat(i % 1_000 != 0 || thread().isPresent()).isTrue();
      keeper.ended();
    }
    await().until(() -> thread().isEmpty());
    keeper.begun();
    assertThat(thread()).isPresent();
  }

  @Test
  void a_submission_that_fails_does_not_count() {
    assertThatThrownBy(
            () ->
                keeper.counting(
                    () -> {
                      throw new IllegalStateException("refused");
                    }))
        .hasMessage("refused");
    await().until(() -> thread().isEmpty());
  }

  @Test
  void the_end_of_the_pool_ends_it_whatever_is_outstanding() {
    keeper.begun();
    keeper.close();
    await().until(() -> thread().isEmpty());
    keeper.begun();
    assertThat(thread()).isEmpty();
  }

  @Test
  void a_daemon_pool_has_none() {
    JvmKeeper.NONE.begun();
    assertThat(thread()).isEmpty();
    JvmKeeper.NONE.ended();
  }
}
