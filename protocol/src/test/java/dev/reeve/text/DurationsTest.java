package dev.reeve.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

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
    "1m5ms, 60005",
    "876000h, 3153600000000"
  })
  void a_duration_is_numbers_with_units(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "5", "s", "5x", "-5s", "+5s", "1.5s", "5 s", "5s ", "5S", "1d", "٥s", "1e3s"
      })
  void a_text_that_is_no_duration_is_rejected_with_examples(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessage("\"" + text + "\" is no duration; write one like 250ms, 5s, 10m, 2h or 1h30m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"30m1h", "1s1s", "1ms5s"})
  void units_of_a_duration_must_fall(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessageContaining("wrong order");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "876000h1ms",
        "999999999h",
        "9999999999s",
        "9223372036854775807h",
        "99999999999999999999s",
        "999999999999999999ms"
      })
  void a_duration_that_would_overflow_is_rejected(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessage("\"" + text + "\" is longer than 100 years");
  }

  @Test
  void the_longest_duration_fits_nanoseconds() {
    assertThat(Durations.MAX.toNanos()).isPositive();
  }

  @Test
  void control_characters_do_not_reach_the_terminal() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse("\u001b[31m" + "x".repeat(100)))
        .withMessageStartingWith("\"\uFFFD[31mxxx")
        .withMessageContaining("…\" is no duration");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "999999, 0s",
    "1000000, 1ms",
    "250000000, 250ms",
    "5000000000, 5s",
    "3723004000000, 1h2m3s4ms",
    "3153600000000000000, 876000h"
  })
  void a_duration_is_written_as_it_is_read(long nanos, String expected) {
    assertThat(Durations.text(Duration.ofNanos(nanos))).isEqualTo(expected);
    assertThat(Durations.parse(expected)).isEqualTo(Duration.ofMillis(nanos / 1_000_000));
  }

  @Test
  void no_duration_is_called_none() {
    assertThat(Durations.text(null)).isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0ms",
    "12345678, 12.3ms",
    "999940000, 999.9ms",
    "999960000, 1.0s",
    "4500000000, 4.5s",
    "59940000000, 59.9s",
    "59960000000, 1m00s",
    "125000000000, 2m05s",
    "3720000000000, 1h02m"
  })
  void a_duration_is_rounded_for_display(long nanos, String expected) {
    assertThat(Durations.rounded(nanos)).isEqualTo(expected);
  }
}
