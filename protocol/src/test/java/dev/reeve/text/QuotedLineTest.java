package dev.reeve.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedLineTest {

  @Test
  void what_could_harm_a_terminal_or_a_line_is_escaped() {
    assertThat(QuotedLine.of("a\tb\"\\\u001b[2J\r\n\u202eä"))
        .isEqualTo("\"a\\tb\\\"\\\\\\u001b[2J\\u000d\\u000a\\u202eä\"");
  }

  @Test
  void long_text_is_cut_and_shows_it() {
    assertThat(QuotedLine.of("x".repeat(200))).isEqualTo('"' + "x".repeat(200) + '"');
    assertThat(QuotedLine.of("x".repeat(201))).isEqualTo('"' + "x".repeat(200) + "…\"");
  }
}
