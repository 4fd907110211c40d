package dev.reeve.supervisor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reeve.supervisor.model.HaltRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

  @Test
  void workers_are_a_number_or_a_share() {
    assertThat(Quantities.workers("4")).isEqualTo(new WorkerCount(4, 0));
    assertThat(Quantities.workers("10000")).isEqualTo(new WorkerCount(10_000, 0));
    assertThat(Quantities.workers("50%").on(8)).isEqualTo(4);
    assertThat(Quantities.workers("12.5%").on(8)).isEqualTo(1);
    assertThat(Quantities.workers("1%").on(2)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "0", "10001", "-1", "x", "%", "0%", "1001%", ".5%", "5.%", "1.2.3%", "NaN%", "1e3%"
      })
  void what_is_no_number_of_workers_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantities.workers(text))
        .withMessageStartingWith("\"" + text + "\" is no number of workers; write one like 4");
  }

  @Test
  void a_halt_rule_counts_or_weighs_failures() {
    assertThat(Quantities.halt("now,fail=1")).isEqualTo(new HaltRule(true, 1, 0));
    assertThat(Quantities.halt("soon,fail=3")).isEqualTo(new HaltRule(false, 3, 0));
    assertThat(Quantities.halt("soon,fail=10%")).isEqualTo(new HaltRule(false, 0, 10));
    assertThat(Quantities.halt("now,fail=0.5%")).isEqualTo(new HaltRule(true, 0, 0.5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "later,fail=1",
        "now,fail=0",
        "now,fail=-1",
        "now,fail=",
        "now,fail=%",
        "soon,fail=101%",
        "soon, fail=1"
      })
  void what_is_no_halt_rule_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantities.halt(text))
        .withMessage(
            "\""
                + text
                + "\" is no halt rule; write one like now,fail=1, soon,fail=3 or soon,fail=10%");
  }
}
