package dev.reeve.supervisor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalTextTest {

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
}
