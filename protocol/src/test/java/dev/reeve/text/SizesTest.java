package dev.reeve.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

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
    assertThat(Sizes.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k", "0", "0m", "-1", "1.5g", "1t", "1kb", "8589934592g", "1 k"})
  void a_text_that_is_no_size_is_rejected(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sizes.parse(text))
        .withMessage(
            "\"" + text + "\" is no size; write one like 512k, 256m or 2g, powers of 1024");
  }

  @ParameterizedTest
  @CsvSource({"0, 0k", "319488, 312k", "1048576, 1.0m", "50855936, 48.5m", "1288490189, 1.2g"})
  void a_size_is_rounded_for_display(long bytes, String expected) {
    assertThat(Sizes.rounded(bytes)).isEqualTo(expected);
  }
}
