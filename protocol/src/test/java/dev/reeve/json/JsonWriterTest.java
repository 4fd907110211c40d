package dev.reeve.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

final class JsonWriterTest {

  private static String text(JsonWriter json) {
    return UTF_8.decode(json.view()).toString();
  }

  @Test
  void characters_that_json_forbids_in_strings_are_escaped() {
    assertThat(text(new JsonWriter().string("\"\\\n\r\t\0\u001b\u007f/é€𝄞")))
        .isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0000\\u001b\\u007f/é€𝄞\"");
  }

  @Test
  void half_a_surrogate_pair_becomes_the_replacement_character() {
    assertThat(text(new JsonWriter().string("a\ud834b\udd1e"))).isEqualTo("\"a\ufffdb\ufffd\"");
  }

  @Test
  void half_a_surrogate_pair_stays_as_an_escape_in_an_exact_string() {
    assertThat(text(new JsonWriter().exactString("a\ud834b\udd1e𝄞")))
        .isEqualTo("\"a\\ud834b\\udd1e𝄞\"");
  }

  @Test
  void any_string_is_read_back_as_it_was_by_another_parser() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    JsonWriter json = new JsonWriter();
    for (int i = 0; i < 2_000; i++) {
      String text = anyString(random);
      json.clear();
      json.string(text);
      assertThat(parsed(json)).as("seed %d, round %d", seed, i).isEqualTo(text);
      json.clear();
      json.exactString(text);
      assertThat(parsed(json)).as("seed %d, round %d, exact", seed, i).isEqualTo(text);
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

  private static String parsed(JsonWriter json) {
    byte[] copy = new byte[json.length()];
    json.view().get(copy);
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), copy)) {
      parser.nextToken();
      return parser.getString();
    }
  }

  @Test
  void a_value_larger_than_the_buffer_arrives_whole_and_leaves_no_large_buffer() {
    String big = "\"" + "x".repeat(3 << 20) + "\"";
    JsonWriter json = new JsonWriter().ascii("[").value(Json.parse(big)).ascii("]");
    assertThat(text(json)).isEqualTo("[" + big + "]");
    json.clear();
    assertThat(json.view().array().length).isLessThan(1 << 20);
    assertThat(text(json.number(-7))).isEqualTo("-7");
  }

  @Test
  void members_and_elements_are_divided_by_commas() {
    JsonWriter json = new JsonWriter(1);
    json.beginObject();
    json.member("a").number(Long.MIN_VALUE);
    json.member("b\n", "c");
    json.member("d").strings(List.of("e", "f"));
    json.member("g").beginObject().member("h").flag(true).endObject();
    json.member("i").array(List.of(Json.number(1), Json.NULL)).endObject();
    assertThat(text(json))
        .isEqualTo(
            "{\"a\":-9223372036854775808,\"b\\n\":\"c\",\"d\":[\"e\",\"f\"],"
                + "\"g\":{\"h\":true},\"i\":[1,null]}");
  }

  @Test
  void a_value_that_may_be_missing_becomes_null() {
    JsonWriter json = new JsonWriter();
    json.numberOrNull(null).ascii(' ').numberOrNull(-7).ascii(' ');
    assertThat(text(json.stringOrNull(null).stringOrNull("a"))).isEqualTo("null -7 null\"a\"");
  }

  @Test
  void the_last_bytes_can_be_removed() {
    JsonWriter json = new JsonWriter().ascii("[1").ascii(",2");
    json.truncate(2);
    assertThat(text(json.bytes("xx]yy".getBytes(UTF_8), 2, 1))).isEqualTo("[1]");
  }
}
