package dev.reeve.shared.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SpinWaitTest {
  private final SpinWait spinWait = new SpinWait();
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void what_is_there_needs_one_look() {
    assertThat(spinWait.await(() -> looks.incrementAndGet() > 0)).isTrue();
    assertThat(looks).hasValue(1);
  }

  @Test
  void what_comes_soon_is_seen() {
    assertThat(spinWait.await(() -> looks.incrementAndGet() == 100)).isTrue();
    assertThat(looks).hasValue(100);
  }

  @Test
  void what_never_comes_is_given_up_and_looked_for_again_the_next_time() {
    for (int i = 0; i < 100; i++) {
      assertThat(spinWait.await(() -> looks.incrementAndGet() < 0)).isFalse();
    }
    looks.set(0);
    assertThat(spinWait.await(() -> looks.incrementAndGet() == 100)).isTrue();
  }
}
