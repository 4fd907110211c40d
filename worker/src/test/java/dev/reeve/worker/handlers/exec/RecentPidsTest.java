package dev.reeve.worker.handlers.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentPidsTest {

  @ParameterizedTest
  @CsvSource({
    "10, 20, 10, false", "10, 20, 11, true", "10, 20, 20, true", "10, 20, 21, false",
    "10, 20, 9, false", "30000, 5, 30001, true", "30000, 5, 5, true", "30000, 5, 6, false",
    "30000, 5, 30000, false", "10, 10, 11, false", "10, 10, 9, false"
  })
  void the_pids_between_two_may_wrap_around(long first, long last, long pid, boolean contained) {
    assertThat(RecentPids.between(first, last).contains(pid)).isEqualTo(contained);
  }

  @Test
  void after_a_long_command_no_pid_is_ruled_out() {
    assertThat(RecentPids.since(10, Duration.ofMinutes(1)).contains(3)).isTrue();
  }

  @Test
  void a_few_pids_are_listed() {
    assertThat(RecentPids.between(10, 13).asList()).containsExactly(11L, 12L, 13L);
    assertThat(RecentPids.between(10, 10).asList()).isEmpty();
  }

  @Test
  void pids_that_are_many_unknown_or_wrapped_around_are_not_listed() {
    assertThat(RecentPids.between(10, 1000).asList()).isNull();
    assertThat(RecentPids.between(30_000, 5).asList()).isNull();
    assertThat(RecentPids.since(10, Duration.ofMinutes(1)).asList()).isNull();
  }
}
