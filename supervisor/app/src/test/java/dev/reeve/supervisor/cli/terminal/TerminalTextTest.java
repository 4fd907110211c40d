package dev.reeve.supervisor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalTextTest {

  @Test
  void nothing_in_a_text_can_steer_the_terminal() {
    assertThat(TerminalText.printable("a\u001b[2J\u0007\u009b\u202eb"))
        .isEqualTo("a\\u001b[2J\\u0007\\u009b\\u202eb");
    assertThat(TerminalText.printable("one\ntwo\tthree\r")).isEqualTo("one two three ");
    assertThat(TerminalText.printable("é€𝄞")).isEqualTo("é€𝄞");
    assertThat(TerminalText.printable("a\ud834")).isEqualTo("a\\ud834");
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef",
    "abcdefg, 6, abc...",
    "abcdef, 3, ...",
    "abcdef, 2, ab",
    "abcdef, 0, ''",
    "漢字漢字, 8, 漢字漢字",
    "漢字漢字, 7, 漢字...",
    "漢字漢字, 6, 漢...",
    "'', 0, ''"
  })
  void a_text_is_cut_with_an_ellipsis(String text, int columns, String expected) {
    assertThat(TerminalText.cut(text, columns)).isEqualTo(expected);
  }

  @Test
  void a_cut_text_never_takes_more_columns_than_it_may() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int[] alphabet = {'a', 'ä', 0x0301, 0x6F22, 0x1F600, 0x1D11E};
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(random.nextInt(20), 0, alphabet.length)
          .forEach(p -> text.appendCodePoint(alphabet[p]));
      int columns = random.nextInt(25);
      String cut = TerminalText.cut(text.toString(), columns);
      assertThat(TerminalText.width(cut))
          .as("seed %d, round %d", seed, i)
          .isLessThanOrEqualTo(columns);
      if (TerminalText.width(text.toString()) <= columns) {
        assertThat(cut).isEqualTo(text.toString());
      }
    }
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
  void durations_have_the_unit_that_suits_them(long nanos, String expected) {
    assertThat(TerminalText.duration(nanos)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0k", "319488, 312k", "1048576, 1.0m", "50855936, 48.5m", "1288490189, 1.2g"})
  void sizes_have_the_unit_that_suits_them(long bytes, String expected) {
    assertThat(TerminalText.size(bytes)).isEqualTo(expected);
  }
}
