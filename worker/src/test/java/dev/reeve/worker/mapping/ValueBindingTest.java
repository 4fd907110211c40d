package dev.reeve.worker.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedObjectException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of shared objects as JSON. */
class ValueBindingTest {
  record Part(Object content) {}

  record Page(int number, List<Part> parts) {}

  private final ValueBinding<Page> pages = new ValueBinding<>(Page.class);

  @Test
  void values_are_written_and_read_back() {
    Page page = new Page(7, List.of(new Part("x")));
    assertThat(pages.read(pages.write(page))).isEqualTo(page);
    assertThat(pages.readAll(Json.array(List.of(pages.write(page), pages.write(page)))))
        .containsExactly(page, page);
    assertThat(pages.readOrNull(null)).isNull();
  }

  @Test
  void a_primitive_class_is_a_type_as_well() {
    ValueBinding<Integer> numbers = new ValueBinding<>(int.class);
    assertThat(numbers.read(numbers.write(7))).isEqualTo(7);
  }

  @Test
  void a_value_without_json_form_is_refused_with_the_place() {
    Page page = new Page(7, List.of(new Part("x"), new Part(new Object())));
    assertThatThrownBy(() -> pages.write(page))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a "
                + Page.class.getName()
                + " can't be shared: value.parts[1].content: a java.lang.Object has no JSON form");
  }

  @Test
  void json_nested_deeper_than_64_levels_is_refused() {
    ValueBinding<Json> values = new ValueBinding<>(Json.class);
    assertThat(values.write(nested(64)).depth()).isEqualTo(64);
    assertThatThrownBy(() -> values.write(nested(65)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested 65 levels deep; 64 are allowed");
  }

  private static Json nested(int levels) {
    return Json.of("[".repeat(levels) + "]".repeat(levels));
  }

  @Test
  void a_value_of_another_type_is_refused_with_the_place() {
    assertThatThrownBy(() -> pages.read(Json.parse("{\"number\":\"x\"}")))
        .isInstanceOf(SharedObjectException.class)
        .hasMessageContaining(Page.class.getName() + ": value.number: ");
    assertThatThrownBy(() -> pages.read(Json.NULL))
        .isInstanceOf(SharedObjectException.class)
        .hasMessageEndingWith("value: must not be null");
  }
}
