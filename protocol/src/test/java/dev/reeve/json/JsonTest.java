package dev.reeve.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void only_white_space_between_tokens_is_removed() {
    assertThat(Json.parse("\r\n { \"a b\" : [ 1.0e+2 ,\t-0, \" \\\" \\\\\" ] }\n "))
        .hasToString("{\"a b\":[1.0e+2,-0,\" \\\" \\\\\"]}");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32, 33})
  void compacting_twice_is_compacting_once_and_leaves_no_line_break(long seed) {
    RandomJson random = new RandomJson(new Random(seed));
    for (int i = 0; i < 1000; i++) {
      String text = random.value(5);
      Json once = Json.parse(text);
      assertThat(once.toString()).as("seed %d: %s", seed, text).doesNotContain("\n", "\r", "\t");
      assertThat(Json.parse(once.toString())).isEqualTo(once);
      assertThat(once.toString().replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    }
  }

  @Test
  void the_depth_is_that_of_the_deepest_part() {
    assertThat(Json.number(7).depth()).isZero();
    assertThat(Json.string("[[{\"[").depth()).isZero();
    assertThat(Json.parse("[]").depth()).isEqualTo(1);
    assertThat(Json.parse("{\"[\":[{}],\"a\":[]}").depth()).isEqualTo(3);
    assertThat(Json.parse("[[],[[1]],{}]").depth()).isEqualTo(3);
  }

  @Test
  void a_part_of_an_array_can_be_read() {
    byte[] array = "xx[ 1 ]yy".getBytes(UTF_8);
    assertThat(Json.parse(array, 2, 5)).hasToString("[1]");
    assertThat(array).asString(UTF_8).isEqualTo("xx[ 1 ]yy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``          | the text is empty",
        "` `         | the text is empty",
        "[1,2        | column 5",
        "{\"a\" 1}   | column 6",
        "[1] [2]     | more text follows the JSON value",
        "1 2         | more text follows the JSON value",
        "nul         | nul",
        "'a'         | column 1",
        "\"a\uD800\" | half a surrogate pair",
        "\"a\tb\"    | CTRL-CHAR",
      })
  void a_text_that_is_no_json_value_is_rejected_with_the_place(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.parse(text))
        .withMessageContaining("not valid JSON")
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"\" x`       | 2",
        "`\"ab\"`       | 4",
        "`\"a\\\"b\",1`  | 6",
        "`\"a\\\\\",1`   | 5",
        "`\"ab`         | -1",
        "`\"ab\\\"`      | -1",
        "`\"ab\\`       | -1",
        "`\"`           | -1",
      })
  void the_end_of_a_string_is_its_first_quote_that_is_not_escaped(String text, int end) {
    byte[] utf8 = text.getBytes(UTF_8);
    assertThat(JsonScanner.endOfValidString(utf8, 0, utf8.length)).isEqualTo(end);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {34, 35})
  void an_array_is_split_into_its_elements(long seed) {
    Random random = new Random(seed);
    RandomJson json = new RandomJson(random);
    for (int i = 0; i < 1000; i++) {
      List<Json> values =
          Stream.generate(() -> Json.parse(json.value(3))).limit(random.nextInt(5)).toList();
      assertThat(Json.array(values).elements()).as("seed %d", seed).isEqualTo(values);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "{}", "\"[1]\""})
  void a_value_that_is_no_array_has_no_elements(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.parse(text).elements());
  }

  @Test
  void bytes_that_are_not_utf8_are_rejected() {
    byte[] bytes = {'"', (byte) 0xC3, '"'};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.parse(bytes, 0, 3))
        .withMessageContaining("not UTF-8");
  }

  @Test
  void a_value_may_be_nested_78_levels_deep_and_no_more() {
    String deepest = "[".repeat(78) + "]".repeat(78);
    assertThat(Json.parse(deepest)).hasToString(deepest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.parse("[" + deepest + "]"))
        .withMessageContaining("78 levels");
    assertThatIllegalArgumentException().isThrownBy(() -> Json.parse("[".repeat(10_000)));
  }

  @Test
  void a_text_is_taken_as_it_is_and_checked_when_it_is_sent() {
    Json spaced = Json.of("{ \"n\": 1.10 }");
    assertThat(spaced).hasToString("{ \"n\": 1.10 }");
    assertThat(spaced.checked()).isEqualTo(Json.of("{\"n\":1.10}"));
    assertThatIllegalArgumentException().isThrownBy(() -> Json.of("{nope").checked());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.ofUtf8(new byte[] {'"', (byte) 0xC3, '"'}).checked())
        .withMessageContaining("not UTF-8");
    assertThatIllegalArgumentException().isThrownBy(() -> new JsonWriter().value(Json.of("1\n2")));
  }

  @Test
  void a_value_that_was_checked_is_not_checked_again() {
    for (Json value :
        List.of(Json.parse("[1]"), Json.number(1), Json.string("a"), Json.array(List.of()))) {
      assertThat(value.checked()).isSameAs(value);
    }
  }

  @Test
  void a_string_keeps_half_a_surrogate_pair_as_an_escape() {
    assertThat(Json.string("a\ud83db")).hasToString("\"a\\ud83db\"");
    assertThat(Json.string("😀\n")).hasToString("\"😀\\n\"");
  }
}
