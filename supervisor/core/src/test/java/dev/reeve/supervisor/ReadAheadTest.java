package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How far a map reads ahead, by a settable clock. */
class ReadAheadTest {
  private long now;

  private ReadAhead adapting() {
    return ReadAhead.adapting(2, () -> now);
  }

  private void take(ReadAhead lookAhead, int results, Duration each) {
    for (int i = 0; i < results; i++) {
      now += each.toNanos();
      lookAhead.resultTaken();
    }
  }

  @Test
  void long_tasks_are_read_ahead_by_a_few_for_each_worker() {
    ReadAhead lookAhead = adapting();
    take(lookAhead, 1_000, Duration.ofMillis(50));
    assertThat(lookAhead.limit()).isEqualTo(6);
  }

  @Test
  void short_tasks_are_read_ahead_by_as_many_as_a_short_time_takes_and_no_more() {
    ReadAhead lookAhead = adapting();
    take(lookAhead, 10_000, Duration.ofNanos(100_000));
    assertThat(lookAhead.limit()).isBetween(200, 800);
    take(lookAhead, 100_000, Duration.ofNanos(100));
    assertThat(lookAhead.limit()).isEqualTo(1_024);
    take(lookAhead, 10_000, Duration.ofMillis(10));
    assertThat(lookAhead.limit()).isLessThan(20);
  }

  @Test
  void what_was_asked_for_stays() {
    ReadAhead lookAhead = ReadAhead.fixed(10);
    take(lookAhead, 10_000, Duration.ofNanos(1));
    assertThat(lookAhead.limit()).isEqualTo(10);
  }
}
