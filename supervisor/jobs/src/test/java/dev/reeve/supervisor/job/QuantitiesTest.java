package dev.reeve.supervisor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reeve.supervisor.model.HaltRule;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, 250",
    "0s, 0",
    "5s, 5000",
    "10m, 600000",
    "2h, 7200000",
    "1h30m, 5400000",
    "1h2m3s4ms, 3723004",
    "90m, 5400000",
    "007s, 7000",
    "876000h, 3153600000000"
  })
  void a_duration_is_numbers_with_units(String text, long millis) {
    assertThat(Quantities.duration(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "5", "s", "5x", "-5s", "+5s", "1.5s", "5 s", "5s ", "5S", "1d", "٥s", "1e3s"
      })
  void what_is_no_duration_is_refused_with_examples(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantities.duration(text))
        .withMessage("\"" + text + "\" is no duration; write one like 250ms, 5s, 10m, 2h or 1h30m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"30m1h", "1s1s", "1ms5s"})
  void units_of_a_duration_must_fall(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantities.duration(text))
        .withMessageContaining("wrong order");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "876000h1ms",
        "9223372036854775807h",
        "99999999999999999999s",
        "999999999999999999ms"
      })
  void a_duration_that_would_overflow_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantities.duration(text))
        .withMessage("\"" + text + "\" is longer than 100 years");
  }

  @Test
  void the_longest_duration_fits_nanoseconds() {
    assertThat(Quantities.MAX_DURATION.toNanos()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "512k, 524288",
    "512K, 524288",
    "256m, 268435456",
    "2g, 2147483648",
    "2G, 2147483648",
    "8589934591g, 9223372035781033984"
  })
  void a_size_is_in_powers_of_1024(String text, long bytes) {
    assertThat(Quantities.size(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k", "0", "0m", "-1", "1.5g", "1t", "1kb", "8589934592g", "1 k"})
  void what_is_no_size_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantities.size(text))
        .withMessage(
            "\"" + text + "\" is no size; write one like 512k, 256m or 2g, powers of 1024");
  }

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

  @Test
  void control_characters_do_not_reach_the_terminal() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantities.duration("\u001b[31m" + "x".repeat(100)))
        .withMessageStartingWith("\"\uFFFD[31mxxx")
        .withMessageContaining("…\" is no duration");
  }
}
