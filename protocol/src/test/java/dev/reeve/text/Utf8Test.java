package dev.reeve.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

  @Test
  void every_pair_of_bytes_is_judged_as_the_jdk_judges_it() {
    for (int pair = 0; pair < 1 << 16; pair++) {
      expectSameJudgement(new byte[] {(byte) (pair >> 8), (byte) pair});
    }
  }

  @Test
  void random_bytes_around_the_borders_are_judged_as_the_jdk_judges_them() {
    int[] borders = {
      0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5
    };
    Random random = new Random(41);
    for (int i = 0; i < 300_000; i++) {
      byte[] bytes = new byte[random.nextInt(6)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) borders[random.nextInt(borders.length)];
      }
      expectSameJudgement(bytes);
    }
  }

  private static void expectSameJudgement(byte[] bytes) {
    if (Utf8.isValid(bytes, 0, bytes.length) != isValidToTheJdk(bytes)) {
      assertThat(Utf8.isValid(bytes, 0, bytes.length))
          .as(HexFormat.of().formatHex(bytes))
          .isEqualTo(isValidToTheJdk(bytes));
    }
  }

  private static boolean isValidToTheJdk(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
