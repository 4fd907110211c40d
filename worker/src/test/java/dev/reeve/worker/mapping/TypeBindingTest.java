package dev.reeve.worker.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.BodyPayload;
import dev.reeve.json.Json;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The rules by which JSON becomes values and values become JSON, whatever they are for. */
class TypeBindingTest {
  record Page(String title, int number) {
    Page {
      if (number < 0) {
        throw new IllegalArgumentException("number must not be negative");
      }
    }
  }

  record Book(String name, List<Page> pages) {}

  abstract static class OfLists<T> implements TaskHandler<List<T>, T> {
    @Override
    public @Nullable T handle(List<T> request, TaskContext context) {
      return null;
    }
  }

  static final class OfPages extends OfLists<Page> {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":\"a\",\"pages\":[{\"title\":\"b\",\"number\":\"x\"}]} | payload.pages[0].number: ",
        "{\"name\":\"a\",\"pages\":[{\"title\":\"b\",\"nummer\":1}]} | payload.pages[0].nummer: ",
        "{\"name\":\"a\",\"pages\":[{\"title\":\"b\",\"number\":-1}]} | payload.pages[0]: number must not be negative",
        "[] | payload: ",
        "null | payload: must not be null",
      })
  void json_of_another_type_is_refused_with_the_place(String json, String message) {
    assertThatThrownBy(() -> TypeBinding.of(Book.class).read(Json.parse(json), "payload"))
        .isInstanceOf(InvalidValueException.class)
        .message()
        .startsWith(message);
  }

  enum Colour {
    RED,
    BLUE
  }

  record Scalars(
      int whole,
      Long boxed,
      double number,
      String text,
      Boolean flag,
      List<Integer> list,
      Colour colour) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"whole\":3.7} | payload.whole: must be a whole number, not 3.7",
        "{\"whole\":3.0} | payload.whole: must be a whole number, not 3.0",
        "{\"whole\":\"3\"} | payload.whole: must be a whole number, not \"3\"",
        "{\"boxed\":1e2} | payload.boxed: must be a whole number, not 1e2",
        "{\"boxed\":true} | payload.boxed: must be a whole number, not true or false",
        "{\"number\":\"3\"} | payload.number: must be a number, not \"3\"",
        "{\"text\":3} | payload.text: must be a text, not 3",
        "{\"text\":true} | payload.text: must be a text, not true",
        "{\"text\":[\"a\"]} | payload.text: must be a text, not an array",
        "{\"flag\":1} | payload.flag: must be true or false, not 1",
        "{\"flag\":\"true\"} | payload.flag: must be true or false, not \"true\"",
        "{\"list\":[0,1.9]} | payload.list[1]: must be a whole number, not 1.9",
        "{\"list\":1} | payload.list: must be an array, not a number",
        "{\"colour\":1} | payload.colour: must be one of RED, BLUE, not 1",
        "{\"colour\":\"red\"} | payload.colour: must be one of RED, BLUE, not \"red\"",
        "{\"text\":\"a\",\"text\":\"b\"} | payload: the field \"text\" is given twice; keep one",
      })
  void a_value_of_another_json_type_is_never_bent_into_shape(String json, String message) {
    assertThatThrownBy(() -> TypeBinding.of(Scalars.class).read(Json.parse(json), "payload"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(message);
  }

  @Test
  void a_whole_number_is_a_number_too() throws Exception {
    assertThat(TypeBinding.of(Scalars.class).read(Json.parse("{\"number\":3}"), "payload"))
        .isEqualTo(new Scalars(0, null, 3, null, null, null, null));
  }

  @Test
  void fields_beyond_the_type_and_null_are_passed_over_where_that_is_asked_for() throws Exception {
    TypeBinding page = TypeBinding.of(Page.class);
    Json json = Json.parse("{\"title\":\"a\",\"number\":1,\"isLast\":true}");
    assertThat(page.readLeniently(json, "result")).isEqualTo(new Page("a", 1));
    assertThat(page.readLeniently(Json.NULL, "result")).isNull();
    assertThat(TypeBinding.of(Void.class).readLeniently(json, "result")).isNull();
  }

  @Test
  void a_type_is_found_through_base_classes_with_arguments_of_its_own() throws Exception {
    TypeBinding request = TypeBinding.ofArgument(OfPages.class, TaskHandler.class, 0);
    TypeBinding result = TypeBinding.ofArgument(OfPages.class, TaskHandler.class, 1);
    assertThat(request.read(Json.parse("[{\"title\":\"a\",\"number\":1}]"), "payload"))
        .isEqualTo(List.of(new Page("a", 1)));
    assertThat(result.read(Json.parse("{\"title\":\"a\",\"number\":1}"), "result"))
        .isEqualTo(new Page("a", 1));
  }

  @Test
  void a_type_that_is_left_open_takes_any_json_and_null() throws Exception {
    TypeBinding open = TypeBinding.ofArgument(OfLists.class, TaskHandler.class, 1);
    assertThat(open.read(Json.parse("{\"a\":[1]}"), "result")).isEqualTo(Map.of("a", List.of(1)));
    assertThat(open.read(Json.NULL, "result")).isNull();
  }

  @Test
  void json_passes_digit_for_digit() throws Exception {
    String text = "{\"a\":1.10,\"b\":[1e400,\"\\u0041\"]}";
    TypeBinding json = TypeBinding.of(Json.class);
    assertThat(json.isJson()).isTrue();
    assertThat(json.read(Json.parse(text), "payload")).isEqualTo(Json.of(text));
    assertThat(json.write(Json.of("{ \"a\": 1.10 }"), "result")).hasToString("{\"a\":1.10}");
    assertThatThrownBy(() -> json.write(Json.of("{\"a\":"), "result"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("result: ");
  }

  @ParameterizedTest
  @ValueSource(classes = {Integer.class, Long.class})
  void whole_numbers_are_read_as_jackson_reads_them(Class<?> type) throws Exception {
    Random random = new Random(7);
    TypeBinding binding = TypeBinding.of(type);
    for (int i = 0; i < 1_000; i++) {
      long number = random.nextLong() >> random.nextInt(Long.SIZE);
      Json json = Json.number(type == Long.class ? number : (int) number);
      assertThat(binding.read(json, "value"))
          .isEqualTo(JsonMapper.shared().readValue(json.utf8(), type));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "2147483648", "1e2", "\"x\"", "true", "[1]"})
  void what_is_no_whole_number_of_the_type_is_left_to_jackson(String json) {
    assertThat(outcome(() -> TypeBinding.of(Integer.class).read(Json.parse(json), "value")))
        .isEqualTo(
            outcome(() -> JacksonRules.readerOf(JacksonRules.type(Integer.class)).readValue(json)));
  }

  private interface Reading {
    @Nullable Object read() throws Exception;
  }

  private static Object outcome(Reading reading) {
    try {
      return String.valueOf(reading.read());
    } catch (Exception e) {
      return "refused";
    }
  }

  @Test
  void a_value_without_json_form_is_refused_with_the_place() {
    Map<String, List<Object>> value = Map.of("parts", List.of(1, new Object()));
    assertThatThrownBy(() -> TypeBinding.of(Object.class).write(value, "request"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("request.parts[1]: a java.lang.Object has no JSON form");
  }

  @Test
  void a_value_that_contains_itself_is_refused() {
    List<Object> circle = new ArrayList<>();
    circle.add(circle);
    assertThatThrownBy(() -> TypeBinding.of(Object.class).write(circle, "result"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("result: it is nested more than 64 levels deep, or contains itself");
  }

  @Test
  void a_place_far_down_is_cut() {
    Map<String, Object> value = Map.of("x".repeat(300), Map.of("y", new Object()));
    assertThatThrownBy(() -> TypeBinding.of(Object.class).write(value, "result"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("result." + "x".repeat(300) + "…: a java.lang.Object has no JSON form");
  }

  @Test
  void values_are_nested_64_levels_deep_at_most_both_ways() throws Exception {
    assertThat(TypeBinding.of(Object.class).write(nested(64), "result").depth()).isEqualTo(64);
    assertThatThrownBy(() -> TypeBinding.of(Object.class).write(nested(65), "result"))
        .isInstanceOf(InvalidValueException.class);
    TypeBinding any = TypeBinding.of(Object.class);
    assertThat(any.read(deepJson(64), "payload")).isEqualTo(nested(64));
    assertThatThrownBy(() -> any.read(deepJson(65), "payload"))
        .isInstanceOf(InvalidValueException.class);
  }

  private static List<Object> nested(int levels) {
    List<Object> list = new ArrayList<>();
    for (int i = 1; i < levels; i++) {
      list = new ArrayList<>(List.of(list));
    }
    return list;
  }

  private static Json deepJson(int levels) {
    return Json.parse("[".repeat(levels) + "]".repeat(levels));
  }

  @Test
  void a_string_may_be_as_long_as_its_message() {
    assertThat(
            JacksonRules.readerOf(JacksonRules.type(String.class))
                .parserFactory()
                .streamReadConstraints()
                .getMaxStringLength())
        .isEqualTo(Integer.MAX_VALUE);
  }

  record Picture(String path) {}

  @Test
  void the_file_of_a_caller_needs_no_field_for_all_that_is_told_about_it() throws Exception {
    Json file = BodyPayload.of("/dev/shm/reeve-bodies-1-2/3", "image/png", 17, "a.png");
    assertThat(TypeBinding.of(Picture.class).read(file, "payload"))
        .isEqualTo(new Picture("/dev/shm/reeve-bodies-1-2/3"));
    for (String other :
        new String[] {
          "{\"path\":\"/tmp/x\",\"bytes\":1}",
          "{\"bytes\":1,\"path\":\"/reeve-bodies-\"}",
          "{\"path\":\""
        }) {
      assertThatThrownBy(
              () -> TypeBinding.of(Picture.class).read(Json.ofTrusted(other.getBytes(UTF_8)), "p"))
          .isInstanceOf(InvalidValueException.class);
    }
  }

  @Test
  void an_unknown_field_is_told_with_those_that_are_known() {
    assertThatThrownBy(
            () -> TypeBinding.of(Page.class).read(Json.parse("{\"nummer\":1}"), "payload"))
        .hasMessage("payload.nummer: unknown field \"nummer\"; the fields here are title, number");
  }
}
