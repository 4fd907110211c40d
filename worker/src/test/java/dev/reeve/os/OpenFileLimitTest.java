package dev.reeve.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenFileLimitTest {
  private static final String TABLE =
      """
      Limit                     Soft Limit           Hard Limit           Units
      Max processes             96364                96364                processes
      Max open files            %s                20000                files
      """;

  @Test
  void the_limit_is_read_as_the_kernel_writes_it() {
    assertThat(OpenFileLimit.of(TABLE.formatted("1024"))).isEqualTo(1024);
    assertThat(OpenFileLimit.of(TABLE.formatted("unlimited"))).isEqualTo(Long.MAX_VALUE);
    assertThat(OpenFileLimit.of(null)).isEqualTo(Long.MAX_VALUE);
    assertThat(OpenFileLimit.ofThisProcess()).isGreaterThan(100);
  }
}
