package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StalledWriteDetectorTest {
  private final Deque<Runnable> timers = new ArrayDeque<>();
  private final AtomicInteger stalls = new AtomicInteger();
  private final StalledWriteDetector detector =
      new StalledWriteDetector(timers::add, stalls::incrementAndGet);

  @Test
  void a_write_that_does_not_end_within_the_limit_is_detected_once() {
    detector.begin();
    timers.remove().run();
    assertThat(stalls).hasValue(1);
    detector.end();
    detector.begin();
    assertThat(timers).isEmpty();
  }

  @Test
  void a_writer_that_makes_progress_is_still_watched() {
    detector.begin();
    detector.begin();
    timers.remove().run();
    assertThat(stalls).hasValue(0);
    assertThat(timers).hasSize(1);
  }

  @Test
  void many_writes_need_one_timer_and_an_idle_writer_none() {
    for (int i = 0; i < 1_000; i++) {
      detector.begin();
      detector.end();
    }
    assertThat(timers).hasSize(1);
    timers.remove().run();
    assertThat(timers).isEmpty();
    assertThat(stalls).hasValue(0);
  }
}
