package dev.reeve.supervisor.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.WorkerMemory;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class MemoryTrendTest {
  private static final int DAY = 86_400;

  @Test
  void steady_growth_is_told_after_half_a_minute_and_no_sooner() {
    assertThat(grows(30, second -> 100 + 4 * second)).isFalse();
    assertThat(grows(31, second -> 100 + 4 * second)).isTrue();
  }

  @Test
  void growth_by_less_than_a_quarter_or_32_mebibytes_is_none() {
    assertThat(grows(60, second -> 1000 + 4 * second)).isFalse();
    assertThat(grows(60, second -> 10 + second / 2)).isFalse();
  }

  @Test
  void growth_in_the_first_third_is_warm_up() {
    assertThat(grows(60, second -> Math.min(100 + 20 * second, 400))).isFalse();
  }

  @Test
  void growth_that_has_come_to_rest_is_none() {
    assertThat(grows(60, second -> Math.min(100 + 5 * second, 260))).isFalse();
  }

  @Test
  void memory_that_is_given_back_is_no_growth() {
    assertThat(grows(60, second -> second == 50 ? 150 : 100 + 4 * second)).isFalse();
  }

  @Test
  void noise_below_one_percent_does_not_hide_growth() {
    assertThat(grows(60, second -> 1000 + 20 * second - (second % 2) * 5)).isTrue();
  }

  @Test
  void a_day_of_slow_growth_is_told_though_only_64_samples_are_kept() {
    assertThat(grows(DAY, second -> 100 + second / 600)).isTrue();
  }

  @Test
  void a_day_of_ups_and_downs_is_no_growth_whatever_they_are() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    assertThat(grows(DAY, second -> 100L + random.nextInt(400))).as("seed %d", seed).isFalse();
  }

  @Test
  void first_last_and_peak_are_exact_however_many_figures_came() {
    MemoryTrend trend = of(1000, second -> second == 777 ? 900 : 100 + second % 10);
    assertThat(trend.report())
        .isEqualTo(new WorkerMemory(100L << 20, 109L << 20, 900L << 20, false));
  }

  @Test
  void figures_that_the_system_does_not_tell_are_none() {
    MemoryTrend trend = new MemoryTrend();
    trend.add(-1, 0);
    trend.sawPeak(-1);
    assertThat(trend.report()).isEqualTo(new WorkerMemory(-1, -1, -1, false));
  }

  private static boolean grows(int seconds, LongUnaryOperator mebibytes) {
    return of(seconds, mebibytes).onlyGrows();
  }

  /** A figure each second; the clock starts just before it overflows. */
  private static MemoryTrend of(int seconds, LongUnaryOperator mebibytes) {
    MemoryTrend trend = new MemoryTrend();
    for (long second = 0; second < seconds; second++) {
      trend.add(
          mebibytes.applyAsLong(second) << 20,
          Long.MAX_VALUE - 5 + TimeUnit.SECONDS.toNanos(second));
    }
    return trend;
  }
}
