package dev.reeve.worker.handlers.exec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CappedOutputTest {

  @Test
  void the_head_and_the_tail_of_random_text_are_kept_in_whole_characters() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      String text = randomText(random);
      byte[] bytes = text.getBytes(UTF_8);
      CappedOutput output = new CappedOutput(40, 16);
      writeInPieces(output, bytes, random);
      assertThat(output.isTruncated()).isEqualTo(bytes.length > 40);
      assertThat(text).startsWith(output.head()).endsWith(output.tail());
      assertThat(output.head().getBytes(UTF_8)).hasSizeGreaterThan(Math.min(bytes.length, 40) - 4);
      assertThat(output.tail().getBytes(UTF_8)).hasSizeGreaterThan(Math.min(bytes.length, 16) - 4);
    }
  }

  private static String randomText(Random random) {
    String[] alphabet = {"a", "ß", "€", "🙂", "\n"};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }

  private static void writeInPieces(CappedOutput output, byte[] bytes, Random random) {
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(50));
      output.write(bytes, at, length);
      at += length;
    }
  }
}
