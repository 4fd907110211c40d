package dev.reeve.worker.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reeve.json.Json;
import dev.reeve.shared.TypeRef;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as a part of other values: it arrives as it was written, or is refused. */
class JsonPartsTest {
  record Event(String name, @Nullable Json data) {}

  sealed interface Shape permits Drawn, Other {}

  record Drawn(int size, Json style) implements Shape {}

  record Other() implements Shape {}

  record Note(Optional<Json> data) {}

  record Renamed(@JsonProperty("d") Json data) {}

  /** Has properties instead of components. */
  public static final class Bean {
    private Json data = Json.NULL;

    public Json getData() {
      return data;
    }

    public void setData(Json data) {
      this.data = data;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bean that && data.equals(that.data);
    }

    @Override
    public int hashCode() {
      return data.hashCode();
    }
  }

  private static Object arrives(Type type, Object value) throws InvalidValueException {
    TypeBinding binding = TypeBinding.of(type);
    return binding.read(binding.write(value, "v"), "v");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "0", "-0", "1.50", "1E400", "\"\\u00e4\\/\"", "[]", "{\"a\":[1e5,\"]\"]}"})
  void it_arrives_as_it_is_written(String text) throws InvalidValueException {
    Json json = Json.of(text);
    for (Object value :
        List.of(new Event("a", json), new Drawn(1, json), new Renamed(json), bean(json))) {
      assertThat(arrives(value.getClass(), value)).isEqualTo(value);
    }
    assertThat(arrives(Shape.class, new Drawn(1, json))).isEqualTo(new Drawn(1, json));
    List<Json> list = List.of(json, json);
    assertThat(arrives(new TypeRef<List<Json>>() {}.type(), list)).isEqualTo(list);
    Map<String, Json> map = Map.of("a", json);
    assertThat(arrives(new TypeRef<Map<String, Json>>() {}.type(), map)).isEqualTo(map);
    assertThat((Json[]) arrives(Json[].class, new Json[] {json})).containsExactly(json);
  }

  private static Bean bean(Json json) {
    Bean bean = new Bean();
    bean.setData(json);
    return bean;
  }

  @Test
  void a_component_that_is_null_is_left_out_and_one_that_is_missing_is_null() throws Exception {
    TypeBinding events = TypeBinding.of(Event.class);
    Json written = events.write(new Event("a", null), "v");
    assertThat(written).hasToString("{\"name\":\"a\"}");
    assertThat(events.read(written, "v")).isEqualTo(new Event("a", null));
    assertThat(events.read(Json.of("{\"name\":\"a\",\"data\":null}"), "v"))
        .isEqualTo(new Event("a", Json.NULL));
  }

  @Test
  void null_in_a_list_or_a_map_is_refused_with_the_place() {
    isRefused(new TypeRef<List<Json>>() {}.type(), Arrays.asList(Json.NULL, null), "v[1]: must");
    isRefused(new TypeRef<Map<String, Json>>() {}.type(), mapOfNull(), "v.a: must not be null");
  }

  private static Map<String, @Nullable Json> mapOfNull() {
    Map<String, @Nullable Json> map = new HashMap<>();
    map.put("a", null);
    return map;
  }

  private static void isRefused(Type type, Object value, String told) {
    assertThatThrownBy(() -> TypeBinding.of(type).write(value, "v"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith(told);
  }

  @Test
  void an_optional_has_it_or_is_empty() throws Exception {
    Type type = new TypeRef<Optional<Json>>() {}.type();
    Type list = new TypeRef<List<Optional<Json>>>() {}.type();
    for (Optional<Json> value : List.of(Optional.<Json>empty(), Optional.of(Json.of("[1]")))) {
      assertThat(arrives(type, value)).isEqualTo(value);
      assertThat(arrives(list, List.of(value))).isEqualTo(List.of(value));
      assertThat(arrives(Note.class, new Note(value))).isEqualTo(new Note(value));
    }
    assertThat(TypeBinding.of(Note.class).read(Json.of("{}"), "v"))
        .isEqualTo(new Note(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", " null "})
  void an_optional_of_json_null_would_arrive_empty_and_is_refused(String text) {
    Optional<Json> value = Optional.of(Json.of(text));
    isRefused(
        new TypeRef<Optional<Json>>() {}.type(), value, "v: an Optional of JSON null would arrive");
    isRefused(Note.class, new Note(value), "v.data: an Optional of JSON null would arrive");
  }

  @Test
  void what_is_no_json_or_too_deep_is_refused_with_the_place() throws Exception {
    isRefused(Event.class, new Event("a", Json.of("{\"b\":")), "v.data: not valid JSON");
    Json deepest = Json.of("[".repeat(63) + "]".repeat(63));
    assertThat(arrives(Event.class, new Event("a", deepest))).isEqualTo(new Event("a", deepest));
    Json deeper = Json.of("[".repeat(64) + "]".repeat(64));
    isRefused(Event.class, new Event("a", deeper), "v.data: with what is around it");
    isRefused(Renamed.class, new Renamed(deeper), "v");
    isRefused(Bean.class, bean(deeper), "v.data: with what is around it");
  }

  @Test
  void spaces_between_tokens_are_dropped() throws Exception {
    Json spaced = Json.of("{ \"a\" : [ 1.0 ,\n 2 ] }");
    Event event = (Event) arrives(Event.class, new Event("a", spaced));
    assertThat(event.data()).hasToString("{\"a\":[1.0,2]}");
  }

  @Test
  void it_is_read_from_what_another_program_wrote() throws Exception {
    String style = "{\"a\":[1.50,1e5,12345678901234567890]}";
    Json json = Json.of("{\"size\":1,\"style\":" + style + ",\"@type\":\"Drawn\"}");
    Drawn drawn = (Drawn) TypeBinding.of(Shape.class).read(json, "v");
    assertThat(drawn).isEqualTo(new Drawn(1, Json.of(style)));
  }

  @Test
  void behind_object_it_is_refused_as_before() {
    isRefused(Object.class, Json.of("[1]"), "v: a dev.reeve.json.Json would arrive as what");
  }

  @Test
  void a_result_for_readers_of_any_kind_may_have_it_anywhere() throws Exception {
    Json result =
        TypeBinding.of(Object.class)
            .writeLoosely(Map.of("a", List.of(new Event("b", Json.of("[ 1.50 ]")))), "result");
    assertThat(result).hasToString("{\"a\":[{\"name\":\"b\",\"data\":[1.50]}]}");
  }

  @Test
  void errors_show_nothing_of_what_was_read() {
    assertThatThrownBy(
            () -> TypeBinding.of(Event.class).read(Json.of("{\"name\":7,\"x\":\"secret\"}"), "v"))
        .hasMessageNotContaining("secret")
        .rootCause()
        .hasMessageNotContaining("secret");
  }
}
