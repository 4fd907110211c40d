package dev.reeve.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuoteTest {

  @Test
  void a_line_is_quoted_with_escapes_for_what_could_harm_a_terminal_or_a_line() {
    assertThat(Quote.line("a\tb\"\\\u001b[2J\r\n\u202eä😀"))
        .isEqualTo("\"a\\tb\\\"\\\\\\u001b[2J\\u000d\\u000a\\u202eä😀\"");
    assertThat(Quote.line("a\ud834")).isEqualTo("\"a\\ud834\"");
  }

  @Test
  void a_long_line_is_cut_and_shows_it() {
    assertThat(Quote.line("x".repeat(200))).isEqualTo('"' + "x".repeat(200) + '"');
    assertThat(Quote.line("x".repeat(201))).isEqualTo('"' + "x".repeat(200) + "…\"");
    assertThat(Quote.line("x".repeat(199) + "😀")).isEqualTo('"' + "x".repeat(199) + "…\"");
  }

  @Test
  void a_text_is_on_one_line_and_cut() {
    assertThat(Quote.text("a\tb \"c\"\n\u001b")).isEqualTo("a b \"c\" \\u001b");
    assertThat(Quote.text("x".repeat(201))).isEqualTo("x".repeat(200) + "…");
  }

  @Test
  void a_word_is_quoted_with_replacements_for_what_could_harm_a_terminal() {
    assertThat(Quote.of("a\u001b[2J\"\u2028\ud834")).isEqualTo("\"a\uFFFD[2J\"\uFFFD\uFFFD\"");
    assertThat(Quote.shortened("a\nb")).isEqualTo("a\uFFFDb");
  }

  @Test
  void a_long_word_is_cut_and_shows_it() {
    assertThat(Quote.of("x".repeat(60))).isEqualTo('"' + "x".repeat(60) + '"');
    assertThat(Quote.of("x".repeat(61))).isEqualTo('"' + "x".repeat(60) + "…\"");
  }

  @Test
  void the_head_of_a_line_has_80_bytes_and_shows_invalid_ones() {
    byte[] line = ("ab\u001bé" + "x".repeat(80)).getBytes(UTF_8);
    assertThat(Quote.head(line, 1, 79)).isEqualTo("b\uFFFDé" + "x".repeat(75));
    assertThat(Quote.head(line, 1, 81)).isEqualTo("b\uFFFDé" + "x".repeat(76) + "…");
    assertThat(Quote.head(new byte[] {'a', (byte) 0xFF}, 0, 2)).isEqualTo("a\uFFFD");
  }
}
