package dev.reeve.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  private static final String HARMFUL = "a\u001b[2J\u0007\u009b\u202eb";

  @Test
  void no_text_can_control_the_terminal() {
    assertThat(Printable.onOneLine(HARMFUL)).isEqualTo("a\\u001b[2J\\u0007\\u009b\\u202eb");
    assertThat(Printable.escaped(HARMFUL)).isEqualTo("a\\u001b[2J\\u0007\\u009b\\u202eb");
    assertThat(Printable.replaced(HARMFUL)).isEqualTo("a\uFFFD[2J\uFFFD\uFFFD\uFFFDb");
    assertThat(Printable.onOneLine("a\ud834")).isEqualTo("a\\ud834");
  }

  @Test
  void ends_of_lines_and_tabs_become_spaces_on_one_line() {
    assertThat(Printable.onOneLine("one\ntwo\tthree\r")).isEqualTo("one two three ");
    assertThat(Printable.escaped("one\n")).isEqualTo("one\\u000a");
  }

  @Test
  void printable_text_stays_as_it_is() {
    assertThat(Printable.onOneLine("é€𝄞")).isEqualTo("é€𝄞");
    assertThat(Printable.replaced("é€𝄞")).isEqualTo("é€𝄞");
  }
}
