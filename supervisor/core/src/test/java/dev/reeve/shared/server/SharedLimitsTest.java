package dev.reeve.shared.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedLimitsTest {

  @Test
  void objects_and_waiting_calls_fit_a_small_heap() {
    SharedLimits small = SharedLimits.of(64 << 20, 16 << 20);
    assertThat(small.objects()).isEqualTo(8192);
    assertThat(small.calls()).isEqualTo(8192);
    assertThat(small.bytes()).isEqualTo(16 << 20);
  }

  @Test
  void in_a_large_heap_their_number_is_limited_all_the_same() {
    SharedLimits large = SharedLimits.of(64L << 30, 16 << 20);
    assertThat(large.objects()).isEqualTo(100_000);
    assertThat(large.calls()).isEqualTo(100_000);
  }
}
