package dev.reeve.supervisor.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BatchTimingTest {
  private static final long MILLI = 1_000_000;

  private final BatchTiming timing = new BatchTiming();

  @Test
  void the_fixed_cost_of_a_batch_is_found() {
    for (int size = 1; size <= 32; size++) {
      timing.ended(size, 10 * MILLI + size * MILLI);
    }
    assertThat(timing.fixedNanos()).isCloseTo(10 * MILLI, within(1000.0));
  }

  @Test
  void a_newer_cost_replaces_an_older_one() {
    batches(10 * MILLI, MILLI);
    for (int i = 0; i < 10; i++) {
      batches(2 * MILLI, MILLI);
    }
    assertThat(timing.fixedNanos()).isCloseTo(2 * MILLI, within(100_000.0));
  }

  @Test
  void as_long_as_nothing_or_only_one_size_is_known_it_does_not_pay_to_wait() {
    assertThat(timing.paysToWait(1)).isFalse();
    for (int i = 0; i < 10; i++) {
      timing.ended(4, 100 * MILLI);
      timing.released(4, i * MILLI);
    }
    assertThat(timing.paysToWait(1)).isFalse();
  }

  @Test
  void where_only_the_items_cost_time_it_never_pays_to_wait() {
    batches(0, 5 * MILLI);
    releases(MILLI / 10);
    assertThat(timing.paysToWait(1)).isFalse();
  }

  @Test
  void where_a_batch_costs_more_than_the_gap_it_pays_until_many_wait() {
    batches(10 * MILLI, MILLI / 100);
    releases(MILLI);
    assertThat(timing.paysToWait(1)).isTrue();
    assertThat(timing.paysToWait(9)).isTrue();
    assertThat(timing.paysToWait(11)).isFalse();
  }

  @Test
  void where_tasks_are_rare_it_does_not_pay() {
    batches(10 * MILLI, MILLI / 100);
    releases(1000 * MILLI);
    assertThat(timing.paysToWait(1)).isFalse();
  }

  private void batches(long fixed, long each) {
    for (int size = 1; size <= 8; size++) {
      timing.ended(size, fixed + size * each);
    }
  }

  private void releases(long gap) {
    for (int i = 0; i < 50; i++) {
      timing.released(1, i * gap);
    }
  }
}
