package dev.reeve.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {

  @Test
  void every_pair_of_bytes_is_valid_if_it_is_to_the_jdk() {
    for (int pair = 0; pair < 1 << 16; pair++) {
      assertSameAsJdk(new byte[] {(byte) (pair >> 8), (byte) pair});
    }
  }

  @Test
  void random_bytes_near_the_limits_are_valid_if_they_are_to_the_jdk() {
    int[] limits = {
      0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5
    };
    Random random = new Random(41);
    for (int i = 0; i < 300_000; i++) {
      byte[] bytes = new byte[random.nextInt(6)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) limits[random.nextInt(limits.length)];
      }
      assertSameAsJdk(bytes);
    }
  }

  private static void assertSameAsJdk(byte[] bytes) {
    boolean isValid = Utf8.firstInvalid(bytes, 0, bytes.length) < 0;
    if (isValid != isValidToTheJdk(bytes)) {
      assertThat(isValid).as(HexFormat.of().formatHex(bytes)).isEqualTo(isValidToTheJdk(bytes));
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

    assertThat(Utf8.firstInvalid(bytes, 0, bytes.length)).isEqualTo(expected);
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
  void the_first_invalid_byte_is_where_the_decoder_of_the_jdk_stops() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int[] leads = {0x41, 0x80, 0xBF, 0xC2, 0xE0, 0xE2, 0xED, 0xF0, 0xF4, 0xA0, 0x90, 0x8F, 0x9F};
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[random.nextInt(7)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : leads[random.nextInt(13)]);
      }
      assertThat(Utf8.firstInvalid(bytes, 0, bytes.length))
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

    assertThat(Utf8.characters(bytes, 0, bytes.length)).isEqualTo(3);
  }

  @Test
  void a_byte_order_mark_is_three_bytes() {
    assertThat(Utf8.markLength(bytes("ef bb bf 61"), 0, 4)).isEqualTo(3);
    assertThat(Utf8.markLength(bytes("ef bb bf"), 0, 2)).isZero();
    assertThat(Utf8.markLength(bytes("ef bc bf"), 0, 3)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"fe ff, true", "ff fe, true", "00 61, true", "61 00, true", "61 62 00, false"})
  void other_encodings_show_in_the_first_two_bytes(String hex, boolean expected) {
    byte[] bytes = bytes(hex);

    assertThat(Utf8.looksWide(bytes, 0, bytes.length)).isEqualTo(expected);
  }
}
