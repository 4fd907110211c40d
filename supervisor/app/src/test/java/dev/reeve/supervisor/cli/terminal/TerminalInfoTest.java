package dev.reeve.supervisor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TerminalInfoTest {

  private static TerminalInfo with(Map<String, String> env) {
    return TerminalInfo.of(env, descriptor -> "/dev/pts/0");
  }

  @ParameterizedTest
  @CsvSource({
    "/dev/pts/3,   true,  true",
    "/dev/tty1,    true,  true",
    "/dev/console, true,  true",
    "pipe:[4711],  false, true",
    "socket:[1],   false, true",
    "/tmp/out,     false, false",
    "/dev/null,    false, false",
    "/dev/full,    false, false"
  })
  void linux_names_what_standard_output_is(String link, boolean terminal, boolean reader) {
    TerminalInfo around =
        TerminalInfo.of(Map.of(), descriptor -> descriptor == 1 ? link : "/dev/null");
    assertThat(around.outTerminal()).isEqualTo(terminal);
    assertThat(around.outHasReader()).isEqualTo(reader);
    assertThat(around.errTerminal()).isFalse();
  }

  @Test
  void standard_error_is_a_terminal_of_its_own() {
    TerminalInfo around =
        TerminalInfo.of(Map.of(), descriptor -> descriptor == 2 ? "/dev/pts/1" : "pipe:[1]");
    assertThat(around.errTerminal()).isTrue();
    assertThat(around.outTerminal()).isFalse();
  }

  @Test
  void colours_can_be_forbidden() {
    assertThat(with(Map.of("TERM", "xterm")).colour()).isTrue();
    assertThat(with(Map.of("TERM", "xterm", "NO_COLOR", "")).colour()).isTrue();
    assertThat(with(Map.of("TERM", "xterm", "NO_COLOR", "1")).colour()).isFalse();
    assertThat(with(Map.of("TERM", "xterm", "NO_COLOR", "1")).control()).isTrue();
  }

  @Test
  void a_dumb_or_unnamed_terminal_gets_no_control_sequences_at_all() {
    for (Map<String, String> env :
        List.of(Map.of("TERM", "dumb"), Map.of("TERM", ""), Map.<String, String>of())) {
      assertThat(with(env).colour()).isFalse();
      assertThat(with(env).control()).isFalse();
    }
  }

  @Test
  void the_first_locale_variable_that_says_something_decides_on_unicode() {
    assertThat(with(Map.of("LANG", "de_DE.UTF-8")).unicode()).isTrue();
    assertThat(with(Map.of("LANG", "C.utf8")).unicode()).isTrue();
    assertThat(with(Map.of("LANG", "en_GB.UTF-8", "LC_ALL", "C")).unicode()).isFalse();
    assertThat(with(Map.of()).unicode()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"120, 120", "' 100 ', 100", "7, 20"})
  void columns_win_over_what_the_terminal_says(String columns, int expected) {
    int told = TerminalWidth.told(Map.of("COLUMNS", columns));
    assertThat(new ScreenColumns(told, () -> 60).now()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wide", "-1", "0"})
  void the_terminal_is_asked_if_nothing_sensible_is_told(String columns) {
    int told = TerminalWidth.told(Map.of("COLUMNS", columns));
    assertThat(new ScreenColumns(told, () -> 60).now()).isEqualTo(60);
    assertThat(new ScreenColumns(told, () -> 0).now()).isEqualTo(80);
  }

  @Test
  void the_terminal_is_asked_again_only_after_it_was_resized() {
    AtomicInteger size = new AtomicInteger(100);
    ScreenColumns columns = new ScreenColumns(0, size::get);
    assertThat(columns.now()).isEqualTo(100);
    size.set(40);
    assertThat(columns.now()).isEqualTo(100);
    columns.resized();
    assertThat(columns.now()).isEqualTo(40);
  }
}
