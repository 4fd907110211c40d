package dev.reeve.supervisor.serve.queue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueBoundsTest {

  @ParameterizedTest
  @CsvSource({"0,1,0,PT1S", "1,0,0,PT1S", "1,1,-1,PT1S", "1,1,0,PT0S", "1,1,0,PT-1S"})
  void values_out_of_range_are_refused(int tasks, long bytes, int kept, Duration keptFor) {
    assertThatThrownBy(() -> new QueueBounds(tasks, bytes, kept, keptFor))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
