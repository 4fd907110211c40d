package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StalledWriteDetectorTest {
  private final Deque<Runnable> timers = new ArrayDeque<>();
  private final AtomicInteger stalls = new AtomicInteger();
  private final StalledWriteDetector watch =
      new StalledWriteDetector(timers::add, stalls::incrementAndGet);

  @Test
  void a_write_that_does_not_end_within_the_limit_is_noticed_once() {
    watch.begin();
    timers.remove().run();
    assertThat(stalls).hasValue(1);
    watch.end();
    watch.begin();
    assertThat(timers).isEmpty();
  }

  @Test
  void a_writer_that_makes_progress_is_watched_on() {
    watch.begin();
    watch.begin();
    timers.remove().run();
    assertThat(stalls).hasValue(0);
    assertThat(timers).hasSize(1);
  }

  @Test
  void many_writes_need_one_timer_and_an_idle_writer_none() {
    for (int i = 0; i < 1_000; i++) {
      watch.begin();
      watch.end();
    }
    assertThat(timers).hasSize(1);
    timers.remove().run();
    assertThat(timers).isEmpty();
    assertThat(stalls).hasValue(0);
  }
}
