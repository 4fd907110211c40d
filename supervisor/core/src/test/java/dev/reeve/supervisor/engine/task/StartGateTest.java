package dev.reeve.supervisor.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.StartLimits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartGateTest {
  private static final long SECOND = 1_000_000_000L;

  private double load = 1;
  private long free = 4L << 30;
  private int looks;

  private final Machine machine =
      new Machine() {
        @Override
        public double load() {
          looks++;
          return load;
        }

        @Override
        public long freeMemory() {
          return free;
        }
      };

  @Test
  void nothing_starts_while_the_load_is_above_the_limit() {
    StartGate gate = new StartGate(new StartLimits(Map.of(), 2.5, null, null), machine);
    assertThat(gate.isOpen(0)).isTrue();
    load = 2.51;
    assertThat(gate.isOpen(SECOND / 2)).as("looked at a moment ago").isTrue();
    assertThat(gate.isOpen(SECOND)).isFalse();
    assertThat(gate.reason()).isEqualTo("the load of 2.51 is above 2.5");
    assertThat(gate.limit(5 * SECOND, SECOND + 1)).isEqualTo(SECOND - 1);
    load = 2.5;
    assertThat(gate.isOpen(2 * SECOND)).isTrue();
    assertThat(gate.reason()).isNull();
    assertThat(gate.limit(5 * SECOND, 2 * SECOND)).isEqualTo(5 * SECOND);
    assertThat(looks).isEqualTo(3);
  }

  @Test
  void nothing_starts_while_less_memory_is_free() {
    StartGate gate = new StartGate(new StartLimits(Map.of(), null, 1L << 30, null), machine);
    assertThat(gate.isOpen(0)).isTrue();
    free = 512 << 20;
    assertThat(gate.isOpen(SECOND)).isFalse();
    assertThat(gate.reason()).isEqualTo("only 512.0m of memory are free, less than 1.0g");
  }

  @Test
  void starts_are_some_time_apart() {
    StartGate gate =
        new StartGate(new StartLimits(Map.of(), null, null, Duration.ofSeconds(3)), machine);
    assertThat(gate.isOpen(0)).isTrue();
    gate.started(0);
    assertThat(gate.isOpen(2 * SECOND)).isFalse();
    assertThat(gate.reason()).as("it is no reason to tell").isNull();
    assertThat(gate.limit(9 * SECOND, 2 * SECOND)).isEqualTo(SECOND);
    assertThat(gate.isOpen(3 * SECOND)).isTrue();
  }

  @Test
  void what_is_not_known_holds_nothing_back() {
    StartLimits all = new StartLimits(Map.of(), 0.1, 1L << 60, null);
    assertThat(new StartGate(all, Machine.UNKNOWN).isOpen(0)).isTrue();
  }
}
