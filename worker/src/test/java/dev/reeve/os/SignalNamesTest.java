package dev.reeve.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalNamesTest {

  @ParameterizedTest
  @CsvSource({
    "0,",
    "1,",
    "128,",
    "129,HUP",
    "130,INT",
    "134,ABRT",
    "137,KILL",
    "139,SEGV",
    "143,TERM",
    "145,",
    "147,",
    "159,SYS",
    "160,",
    "162,RTMIN",
    "192,RTMIN+30",
    "193,",
    "255,"
  })
  void an_exit_code_stands_for_a_signal_that_ends_processes(int exitCode, String signal) {
    assertThat(SignalNames.ofExitCode(exitCode)).isEqualTo(signal);
  }

  @ParameterizedTest
  @CsvSource({"HUP,129", "INT,130", "TERM,143", "SYS,159"})
  void a_signal_has_an_exit_code(String signal, int exitCode) {
    assertThat(SignalNames.exitCode(signal)).isEqualTo(exitCode);
  }

  @Test
  void an_unknown_signal_is_rejected() {
    assertThatThrownBy(() -> SignalNames.exitCode("SIGINT")).hasMessageContaining("SIGINT");
  }
}
