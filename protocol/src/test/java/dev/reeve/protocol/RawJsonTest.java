package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reeve.json.RawJson;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawJsonTest {

  @Test
  void white_space_between_tokens_goes_and_all_else_stays() {
    assertThat(RawJson.parse("\r\n { \"a b\" : [ 1.0e+2 ,\t-0, \" \\\" \\\\\" ] }\n "))
        .hasToString("{\"a b\":[1.0e+2,-0,\" \\\" \\\\\"]}");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32, 33})
  void compacting_twice_is_compacting_once_and_leaves_no_line_break(long seed) {
    RandomJson random = new RandomJson(new Random(seed));
    for (int i = 0; i < 1000; i++) {
      String text = random.value(5);
      RawJson once = RawJson.parse(text);
      assertThat(once.toString()).as("seed %d: %s", seed, text).doesNotContain("\n", "\r", "\t");
      assertThat(RawJson.parse(once.toString())).isEqualTo(once);
      assertThat(once.toString().replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    }
  }

  @Test
  void the_deepest_nesting_counts() {
    assertThat(RawJson.of(7).depth()).isZero();
    assertThat(RawJson.text("[[{\"[").depth()).isZero();
    assertThat(RawJson.parse("[]").depth()).isEqualTo(1);
    assertThat(RawJson.parse("{\"[\":[{}],\"a\":[]}").depth()).isEqualTo(3);
    assertThat(RawJson.parse("[[],[[1]],{}]").depth()).isEqualTo(3);
  }

  @Test
  void a_piece_of_an_array_can_be_compacted() {
    byte[] array = "xx[ 1 ]yy".getBytes(UTF_8);
    assertThat(RawJson.compact(array, 2, 5)).hasToString("[1]");
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
        "[1] [2]     | there is more after the end",
        "1 2         | there is more after the end",
        "nul         | nul",
        "'a'         | column 1",
        "\"a\uD800\" | half a surrogate pair",
        "\"a\tb\"    | CTRL-CHAR",
      })
  void what_is_no_json_value_is_refused_with_the_place(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RawJson.parse(text))
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
    assertThat(RawJson.endOfString(utf8, 0, utf8.length)).isEqualTo(end);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {34, 35})
  void an_array_of_values_is_taken_apart_into_them(long seed) {
    Random random = new Random(seed);
    RandomJson json = new RandomJson(random);
    for (int i = 0; i < 1000; i++) {
      List<RawJson> values =
          Stream.generate(() -> RawJson.parse(json.value(3))).limit(random.nextInt(5)).toList();
      assertThat(RawJson.arrayOf(values).elements()).as("seed %d", seed).isEqualTo(values);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "{}", "\"[1]\""})
  void what_is_no_array_has_no_elements(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> RawJson.parse(text).elements());
  }

  @Test
  void bytes_that_are_not_utf8_are_refused() {
    byte[] bytes = {'"', (byte) 0xC3, '"'};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RawJson.compact(bytes, 0, 3))
        .withMessageContaining("not UTF-8");
  }

  @Test
  void what_fits_into_a_message_in_depth_is_taken_and_no_more() throws ProtocolException {
    String deepest = "[".repeat(78) + "]".repeat(78);
    var run = new ToWorker.RunTask(RequestId.of(1), "t", 1, "h", RawJson.parse(deepest));
    assertThat(Lines.toWorker(Lines.line(run))).isEqualTo(run);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RawJson.parse("[" + deepest + "]"))
        .withMessageContaining("78 levels");
    assertThatIllegalArgumentException().isThrownBy(() -> RawJson.parse("[".repeat(10_000)));
  }
}
