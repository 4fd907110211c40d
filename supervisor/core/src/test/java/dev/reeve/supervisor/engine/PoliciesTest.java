package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.engine.task.FailureLimit;
import dev.reeve.supervisor.engine.task.RetryPolicy;
import dev.reeve.supervisor.engine.worker.PrefetchWindow;
import dev.reeve.supervisor.engine.worker.RestartIntensity;
import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.TaskPolicy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final long NOW = Long.MAX_VALUE - 5;

  @Test
  void back_off_grows_by_its_factor_up_to_its_maximum() {
    Backoff backoff = new Backoff(Duration.ofMillis(200), 2, Duration.ofSeconds(1));
    assertThat(backoff.delayAfter(1)).isEqualTo(Duration.ofMillis(200));
    assertThat(backoff.delayAfter(2)).isEqualTo(Duration.ofMillis(400));
    assertThat(backoff.delayAfter(3)).isEqualTo(Duration.ofMillis(800));
    assertThat(backoff.delayAfter(4)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.delayAfter(5_000)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void a_back_off_may_have_no_limit_to_speak_of() {
    Duration forever = ChronoUnit.FOREVER.getDuration();
    Backoff backoff = new Backoff(Duration.ofMillis(200), 2, forever);
    assertThat(backoff.delayAfter(3)).isEqualTo(Duration.ofMillis(800));
    assertThat(backoff.delayAfter(5_000)).isEqualTo(forever);
  }

  @Test
  void a_task_has_as_many_attempts_as_retries_and_one() {
    TaskPolicy policy = new TaskPolicy(null, 2, Backoff.DEFAULT);
    assertThat(RetryPolicy.delayBeforeNext(policy, 1, 0)).isEqualTo(Duration.ofMillis(200));
    assertThat(RetryPolicy.delayBeforeNext(policy, 2, 0)).isEqualTo(Duration.ofMillis(400));
    assertThat(RetryPolicy.delayBeforeNext(policy, 3, 0)).isNull();
    assertThat(RetryPolicy.delayBeforeNext(policy, 1, 2)).isNull();
  }

  @Test
  void restart_waits_grow_with_jitter_and_are_forgotten_after_the_period() {
    RestartIntensity intensity = new RestartIntensity(RestartPolicy.ENDING, new Random(1));
    assertThat(intensity.delay(NOW)).isZero();
    intensity.crashed(0, NOW);
    assertThat(intensity.delay(NOW)).isBetween(Duration.ofMillis(160), Duration.ofMillis(240));
    intensity.crashed(0, NOW);
    assertThat(intensity.delay(NOW)).isBetween(Duration.ofMillis(320), Duration.ofMillis(480));
    long later = NOW + RestartPolicy.ENDING.period().toNanos() + 1;
    assertThat(intensity.delay(later)).isZero();
  }

  @Test
  void six_crashes_in_a_minute_are_too_many_and_five_are_not() {
    RestartIntensity intensity = new RestartIntensity(RestartPolicy.ENDING, new Random(1));
    for (int i = 0; i < 5; i++) {
      intensity.crashed(0, NOW + i);
    }
    assertThat(intensity.isExceeded()).isFalse();
    intensity.crashed(0, NOW + 5);
    assertThat(intensity.isExceeded()).isTrue();
  }

  @Test
  void tasks_that_were_completed_between_make_up_for_crashes() {
    RestartIntensity intensity = new RestartIntensity(RestartPolicy.ENDING, new Random(1));
    for (int i = 0; i < 100; i++) {
      intensity.crashed(1, NOW + i);
      assertThat(intensity.isExceeded()).isFalse();
    }
    assertThat(intensity.delay(NOW)).isLessThanOrEqualTo(Duration.ofMillis(240));
  }

  @Test
  void more_crashes_than_completed_tasks_are_too_many_in_the_end() {
    RestartIntensity intensity = new RestartIntensity(RestartPolicy.ENDING, new Random(1));
    for (int i = 0; i < 11; i++) {
      assertThat(intensity.isExceeded()).isFalse();
      intensity.crashed(i % 2, NOW + i);
    }
    assertThat(intensity.isExceeded()).isTrue();
  }

  @Test
  void with_no_crash_allowed_the_first_is_too_many() {
    RestartPolicy strict = RestartPolicy.ENDING.withMaxCrashes(0);
    RestartIntensity intensity = new RestartIntensity(strict, new Random(1));
    intensity.crashed(1_000, NOW);
    assertThat(intensity.isExceeded()).isTrue();
  }

  @Test
  void pauses_grow_until_a_task_is_completed() {
    RestartIntensity intensity = new RestartIntensity(RestartPolicy.PAUSING, new Random(1));
    Duration first = intensity.pause();
    assertThat(first).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(72));
    intensity.crashed(0, NOW);
    assertThat(intensity.isExceeded()).as("one crash right after a pause").isTrue();
    assertThat(intensity.pause()).isBetween(Duration.ofSeconds(96), Duration.ofSeconds(144));
    for (int i = 0; i < 9; i++) {
      assertThat(intensity.pause()).isLessThanOrEqualTo(Duration.ofMinutes(18));
    }
    intensity.crashed(1, NOW);
    assertThat(intensity.isExceeded()).isFalse();
    assertThat(intensity.pause()).isLessThanOrEqualTo(Duration.ofSeconds(72));
  }

  @Test
  void a_halt_by_count_is_reached_at_the_count() {
    FailureLimit judge = new FailureLimit(new HaltRule(false, 3, 0), -1);
    assertThat(judge.brokenRule(2, 1_000)).isNull();
    assertThat(judge.brokenRule(3, 3)).isNotNull();
  }

  @Test
  void a_halt_by_share_is_of_all_tasks_where_their_number_is_known() {
    FailureLimit judge = new FailureLimit(new HaltRule(false, 0, 10), 200);
    assertThat(judge.brokenRule(19, 19)).isNull();
    assertThat(judge.brokenRule(20, 20)).isNotNull();
  }

  @Test
  void a_halt_by_share_of_a_stream_waits_for_a_sample() {
    FailureLimit judge = new FailureLimit(new HaltRule(false, 0, 10), -1);
    assertThat(judge.brokenRule(19, 19)).isNull();
    assertThat(judge.brokenRule(2, 20)).isNotNull();
    assertThat(judge.brokenRule(1, 20)).isNull();
  }

  @Test
  void the_prefetch_window_is_deep_for_short_tasks_and_closed_for_long_ones() {
    PrefetchWindow window = new PrefetchWindow();
    assertThat(window.behind("a")).isZero();
    window.observe("a", 500, 10);
    assertThat(window.behind("a")).isEqualTo(PrefetchWindow.MOST);
    window.observe("b", 500_000, 10);
    assertThat(window.behind("b")).isEqualTo(4);
    window.observe("c", 50_000_000, 10);
    assertThat(window.behind("c")).isZero();
  }

  @Test
  void large_results_close_the_prefetch_window() {
    PrefetchWindow window = new PrefetchWindow();
    for (int i = 0; i < 20; i++) {
      window.observe("a", 500, 100_000);
      window.observe("b", 500, 4 << 20);
    }
    assertThat(window.behind("a")).isBetween(9, 12);
    assertThat(window.behind("b")).isZero();
  }
}
