package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskOptionsTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Test
  void each_option_leaves_the_others_as_they_are() {
    TaskOptions options =
        TaskOptions.DEFAULT
            .withUses("camera", 1)
            .withId("snap")
            .withTimeout(LIMIT)
            .withRetries(2)
            .withPriority(3)
            .withUses("disk", 4);
    assertThat(options.id()).isEqualTo("snap");
    assertThat(options.priority()).isEqualTo(3);
    assertThat(options.policy().timeout()).isEqualTo(LIMIT);
    assertThat(options.policy().retries()).isEqualTo(2);
    assertThat(options.policy().uses()).isEqualTo(Map.of("camera", 1, "disk", 4));
  }

  @Test
  void a_resource_is_used_at_least_once() {
    assertThatThrownBy(() -> TaskOptions.DEFAULT.withUses("camera", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("camera");
  }

  @Test
  void options_of_a_map_are_those_of_each_task() {
    MapOptions options =
        MapOptions.UNORDERED.withLookAhead(8).withTimeout(LIMIT).withRetries(2).withPriority(3);
    assertThat(options.ordered()).isFalse();
    assertThat(options.lookAhead()).isEqualTo(8);
    assertThat(options.task())
        .isEqualTo(TaskOptions.DEFAULT.withTimeout(LIMIT).withRetries(2).withPriority(3));
  }
}
