package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The pool that all parts of a program share; no worker is started. */
class CommonPoolTest {

  @Test
  void there_is_one_which_a_try_block_does_not_end() {
    Supervisor first;
    try (Supervisor common = Supervisor.common()) {
      first = common;
      assertThat(common.isTerminated()).isFalse();
    }
    assertThat(Supervisor.common()).isSameAs(first);
    assertThat(first.isShutdown()).isFalse();
  }

  @Test
  void whatever_would_end_or_steer_it_is_refused_with_what_to_do_instead() throws Exception {
    Supervisor common = Supervisor.common();
    refused(common::finish);
    refused(common::shutdown);
    refused(common::shutdownNow);
    refused(() -> common.drain("enough"));
    refused(() -> common.stopNow("enough"));
    refused(common::pause);
    refused(() -> common.resize(1));
    refused(() -> common.holdBack(0));
    refused(common.asExecutorService()::shutdown);
    refused(common.asExecutorService()::shutdownNow);
    assertThat(common.isShutdown()).isFalse();
    assertThat(common.awaitTermination(Duration.ofNanos(1))).isFalse();
    assertThat(Supervisor.common()).isSameAs(common);
  }

  private static void refused(ThrowingCallable end) {
    assertThatThrownBy(end)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the common pool cannot be ended, paused or resized")
        .hasMessageContaining("cancel your own futures, or start a pool of your own");
  }
}
