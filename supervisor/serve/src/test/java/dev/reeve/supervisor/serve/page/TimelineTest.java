package dev.reeve.supervisor.serve.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.TaskStatus;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static long sum(BinSeries series) {
    long sum = 0;
    for (int i = 0; i < Timeline.BINS; i++) {
      sum += series.get(i);
    }
    return sum;
  }

  @Test
  void the_whole_run_keeps_every_task_in_ever_wider_bins() {
    Timeline timeline = Timeline.ofWhole();
    for (int second = 0; second < 100_000; second++) {
      timeline.attemptEnded(0, second * 1000.0, second * 1000.0 + 500, second % 10 != 0);
      timeline.taskEnded(TaskStatus.SUCCEEDED, second * 1000.0 + 500);
    }
    assertThat(sum(timeline.ended(TaskStatus.SUCCEEDED))).isEqualTo(100_000);
    assertThat(sum(timeline.busy())).isEqualTo(50_000_000_000L);
    assertThat(timeline.lanes()).hasSize(1);
    assertThat(sum(timeline.lanes().get(0).bad())).isEqualTo(10_000);
    assertThat(timeline.used()).isBetween(Timeline.BINS / 2, Timeline.BINS);
    assertThat(timeline.startMillis()).isZero();
    assertThat(timeline.runTimes().quantileMillis(3, 0.5)).isBetween(465.0, 535.0);
  }

  @Test
  void recent_time_forgets_what_is_old_and_never_what_is_recent() {
    Timeline timeline = Timeline.ofRecent(1_000);
    for (int second = 0; second < 2_000; second++) {
      timeline.taskEnded(TaskStatus.FAILED, second * 1000.0);
      long kept = sum(timeline.ended(TaskStatus.FAILED));
      assertThat(kept).isBetween(Math.min(second + 1L, 180), 240L);
    }
    assertThat(timeline.startMillis()).isGreaterThan(1_700_000);
    timeline.taskEnded(TaskStatus.FAILED, 5); // long forgotten
    timeline.attemptEnded(0, 5, 10, true);
    timeline.reach(1e12);
    assertThat(sum(timeline.ended(TaskStatus.FAILED))).isZero();
  }

  @Test
  void work_is_shared_among_the_bins_that_it_spans() {
    Timeline timeline = Timeline.ofRecent(1_000);
    timeline.attemptEnded(2, 500, 3_250, true);
    assertThat(timeline.lanes().get(2).busy().get(0)).isEqualTo(500_000);
    assertThat(timeline.lanes().get(2).busy().get(1)).isEqualTo(1_000_000);
    assertThat(timeline.lanes().get(2).busy().get(3)).isEqualTo(250_000);
    assertThat(timeline.lanes().get(0)).isNull();
  }

  @Test
  void lanes_are_bounded() {
    Timeline timeline = Timeline.ofWhole();
    timeline.attemptEnded(1_000_000, 0, 10, false);
    timeline.attemptEnded(-1, 0, 10, false);
    timeline.memory(5_000, 10, 1 << 20);
    assertThat(timeline.lanes()).isEmpty();
    assertThat(sum(timeline.busy())).isEqualTo(20_000);
  }

  @Test
  void quantiles_are_right_within_seven_percent() {
    DurationHistogram histogram = new DurationHistogram();
    for (int millis = 1; millis <= 1_000; millis++) {
      histogram.add(millis * 1_000_000L);
    }
    for (double share : new double[] {0.01, 0.5, 0.95, 1}) {
      assertThat(histogram.quantileMillis(share)).isBetween(share * 930, share * 1_070);
    }
    assertThat(new DurationHistogram().quantileMillis(0.5)).isZero();
    histogram.add(Long.MAX_VALUE);
    histogram.add(-5);
    assertThat(histogram.total()).isEqualTo(1_002);
  }
}
