package dev.reeve.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner and the parser agree on what is JSON, and on what it is without white space. */
class JsonScannerTest {
  private static final byte[] TELLING =
      "{}[]\",:\\/ \t019.-+eEtfnurx\u007f\u00e9\u20ac".getBytes(UTF_8);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {41, 42})
  void what_the_scanner_takes_the_parser_takes_too_and_compacts_alike(long seed) {
    Random random = new Random(seed);
    RandomJson json = new RandomJson(random);
    int taken = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] text = changed(json.value(4).strip(), random);
      Json scanned = scanned(text);
      if (scanned != null) {
        assertThat(scanned)
            .as("seed %d: %s", seed, new String(text, UTF_8))
            .isEqualTo(Json.parse(text, 0, text.length));
        taken++;
      }
    }
    assertThat(taken).as("seed %d", seed).isGreaterThan(8_000);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {43, 44})
  void every_text_without_line_breaks_that_the_parser_takes_the_scanner_takes(long seed) {
    Random random = new Random(seed);
    RandomJson json = new RandomJson(random);
    for (int i = 0; i < 5_000; i++) {
      String text = json.value(5).replace('\n', ' ').replace('\r', ' ').strip();
      byte[] bytes = text.getBytes(UTF_8);
      assertThat(scanned(bytes)).as("seed %d: %s", seed, text).isEqualTo(Json.parse(text));
    }
  }

  private static @Nullable Json scanned(byte[] text) {
    JsonScanner scanner = new JsonScanner(text, text.length);
    int end = scanner.endOfValue(0);
    return end == text.length ? scanner.compactValue(0, end) : null;
  }

  /** With no byte changed, or with some. */
  private static byte[] changed(String text, Random random) {
    byte[] bytes = text.getBytes(UTF_8);
    for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = TELLING[random.nextInt(TELLING.length)];
    }
    return bytes;
  }
}
