package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8TextTest {

  @ParameterizedTest
  @CsvSource({
    "61 80, 1", // a continuation byte alone
    "c0 80, 0", // overlong
    "e0 80 80, 0",
    "f0 8f bf bf, 0",
    "ed a0 80, 0", // half a surrogate pair
    "f4 90 80 80, 0", // past U+10FFFF
    "61 62 e2 82, 2", // cut
    "ff, 0",
    "c3 a9 61, -1",
    "f0 9f 99 82, -1"
  })
  void the_first_byte_of_no_character_is_found(String hex, int expected) {
    byte[] bytes = bytes(hex);

    assertThat(Utf8Text.firstInvalid(bytes, 0, bytes.length)).isEqualTo(expected);
  }

  private static byte[] bytes(String hex) {
    String[] parts = hex.split(" ", -1);
    byte[] bytes = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = (byte) Integer.parseInt(parts[i], 16);
    }
    return bytes;
  }

  @Test
  void it_agrees_with_the_decoder_of_the_jdk() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int[] leads = {0x41, 0x80, 0xBF, 0xC2, 0xE0, 0xE2, 0xED, 0xF0, 0xF4, 0xA0, 0x90, 0x8F, 0x9F};
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[random.nextInt(7)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : leads[random.nextInt(13)]);
      }
      assertThat(Utf8Text.firstInvalid(bytes, 0, bytes.length))
          .as("seed %d round %d", seed, round)
          .isEqualTo(firstMalformed(bytes));
    }
  }

  private static int firstMalformed(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = UTF_8.newDecoder().decode(in, CharBuffer.allocate(16), true);
    return result.isError() ? in.position() : -1;
  }

  @Test
  void characters_are_counted_not_bytes() {
    byte[] bytes = "aé🙂".getBytes(UTF_8);

    assertThat(Utf8Text.characters(bytes, 0, bytes.length)).isEqualTo(3);
  }
}
