package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The number of tasks that a supervisor may hold. */
class TakeAheadTest {
  private static final long MILLIS = 1_000_000;

  private static TakeAhead ahead(int workers, int fixed) {
    return new TakeAhead(workers, fixed, 0);
  }

  @Test
  void itIsTwiceTheWorkersAtRest() {
    assertThat(ahead(4, 0).limit(0)).isEqualTo(8);
    assertThat(ahead(1, 0).limit(0)).isEqualTo(2);
  }

  @Test
  void fixedNumberStays() {
    TakeAhead ahead = ahead(4, 3);
    for (int i = 0; i < 100; i++) {
      ahead.ended(i);
    }
    assertThat(ahead.limit(200 * MILLIS)).isEqualTo(3);
    assertThat(ahead.least()).isEqualTo(3);
  }

  @Test
  void itGrowsWithWhatEndsInATenthOfASecondAndShrinksAgain() {
    TakeAhead ahead = ahead(4, 0);
    for (int i = 0; i < 1000; i++) {
      ahead.ended(i);
    }
    assertThat(ahead.limit(99 * MILLIS)).isEqualTo(1008);
    assertThat(ahead.limit(150 * MILLIS)).isEqualTo(1008);
    assertThat(ahead.limit(250 * MILLIS)).isEqualTo(8);
    assertThat(ahead.least()).isEqualTo(8);
  }

  @Test
  void itHasABound() {
    TakeAhead ahead = ahead(4, 0);
    for (int i = 0; i < 100_000; i++) {
      ahead.ended(0);
    }
    assertThat(ahead.limit(0)).isEqualTo(4096);
  }

  @Test
  void clockMayBeginAnywhere() {
    TakeAhead ahead = new TakeAhead(1, 0, Long.MAX_VALUE - 10);
    ahead.ended(Long.MAX_VALUE);
    assertThat(ahead.limit(Long.MIN_VALUE + 10)).isEqualTo(3);
    assertThat(ahead.limit(Long.MIN_VALUE + 300 * MILLIS)).isEqualTo(2);
  }
}
