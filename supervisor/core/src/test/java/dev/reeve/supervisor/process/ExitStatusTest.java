package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {

  @ParameterizedTest
  @CsvSource({
    "0, exit code 0",
    "3, exit code 3",
    "128, exit code 128",
    "130, exit code 130 (SIGINT)",
    "134, exit code 134 (SIGABRT)",
    "137, exit code 137 (SIGKILL)",
    "139, exit code 139 (SIGSEGV)",
    "143, exit code 143 (SIGTERM)",
    "147, exit code 147",
    "255, exit code 255"
  })
  void a_code_that_stands_for_a_signal_names_it(int code, String text) {
    assertThat(new ExitStatus(code)).hasToString(text);
  }
}
