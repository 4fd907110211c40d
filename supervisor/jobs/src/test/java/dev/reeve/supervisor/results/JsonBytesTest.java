package dev.reeve.supervisor.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

final class JsonBytesTest {

  private static String text(JsonBytes bytes) {
    return StandardCharsets.UTF_8.decode(bytes.view()).toString();
  }

  @Test
  void what_json_forbids_in_strings_is_escaped() {
    assertThat(text(new JsonBytes().string("\"\\\n\r\t\0\u001b\u007f/é€𝄞")))
        .isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0000\\u001b\\u007f/é€𝄞\"");
  }

  @Test
  void half_a_surrogate_pair_becomes_the_replacement_character() {
    assertThat(text(new JsonBytes().string("a\ud834b\udd1e"))).isEqualTo("\"a\ufffdb\ufffd\"");
  }

  @Test
  void any_string_is_read_back_as_it_was_by_another_parser() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    JsonBytes bytes = new JsonBytes();
    for (int i = 0; i < 2_000; i++) {
      String text = anyString(random);
      bytes.clear();
      bytes.string(text);
      assertThat(parsed(bytes)).as("seed %d, round %d", seed, i).isEqualTo(text);
    }
  }

  private static String anyString(Random random) {
    int[] points = new int[random.nextInt(60)];
    int[] limits = {0x20, 0x80, 0x800, 0xD800, 0x10000};
    for (int i = 0; i < points.length; i++) {
      int kind = random.nextInt(limits.length + 1);
      points[i] =
          kind == limits.length
              ? 0x10000 + random.nextInt(0x100000)
              : random.nextInt(Math.min(limits[kind], 0xD800));
    }
    return new String(points, 0, points.length);
  }

  private static String parsed(JsonBytes bytes) {
    byte[] copy = new byte[bytes.size()];
    bytes.view().get(copy);
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), copy)) {
      parser.nextToken();
      return parser.getString();
    }
  }

  @Test
  void a_value_larger_than_the_buffer_arrives_whole_and_leaves_no_large_buffer() {
    String big = "\"" + "x".repeat(3 << 20) + "\"";
    JsonBytes bytes = new JsonBytes().ascii("[").raw(Results.json(big)).ascii("]");
    assertThat(text(bytes)).isEqualTo("[" + big + "]");
    bytes.clear();
    assertThat(bytes.view().array().length).isLessThan(1 << 20);
    assertThat(text(bytes.number(-7))).isEqualTo("-7");
  }
}
