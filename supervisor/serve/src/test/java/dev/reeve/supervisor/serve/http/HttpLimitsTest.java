package dev.reeve.supervisor.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpLimitsTest {
  @ParameterizedTest
  @CsvSource({
    "64, 16",
    "256, 128",
    "1024, 896",
    "20000, 17500",
    "1048576, 20000",
    "9223372036854775807, 20000"
  })
  void connections_leave_files_for_workers_and_the_queue(long openFiles, int connections) {
    assertThat(HttpLimits.DEFAULT.connectionsWith(openFiles)).isEqualTo(connections);
  }
}
