package dev.reeve.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HexTest {

  @Test
  void any_number_is_written_as_the_jdk_writes_it_and_read_back() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      long number = random.nextLong() >>> random.nextInt(64);
      byte[] bytes = new byte[Hex.DIGITS + 2];
      Hex.write(number, bytes, 1);
      assertThat(new String(bytes, 1, Hex.DIGITS, US_ASCII))
          .as("seed %d", seed)
          .isEqualTo(HexFormat.of().toHexDigits(number));
      assertThat(Hex.parse(bytes, 1, 1 + Hex.DIGITS)).as("seed %d", seed).isEqualTo(number);
    }
  }

  @Test
  void other_text_is_read_as_zero() {
    assertThat(parse("0123456789abcde")).isZero();
    assertThat(parse("0123456789abcdeg")).isZero();
    assertThat(parse("0123456789ABCDEF")).isZero();
    assertThat(parse("0123456789abcdef")).isEqualTo(0x0123456789ABCDEFL);
  }

  private static long parse(String text) {
    return Hex.parse(text.getBytes(US_ASCII), 0, text.length());
  }
}
