package dev.reeve.worker.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.reeve.json.Json;
import dev.reeve.shared.TypeRef;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that would arrive as others are refused with the place, all others arrive. */
class RefusedValuesTest {
  record Page(String title) {}

  record Holder(String name, @Nullable Object content) {}

  record Numbers(List<Number> all) {}

  /** A private field without a way to it. */
  static final class Sealed {
    private final int hidden;

    Sealed(int hidden) {
      this.hidden = hidden;
    }

    int twice() {
      return 2 * hidden;
    }
  }

  static class Animal {
    private String name = "";
    private int age;

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public int getAge() {
      return age;
    }

    public void setAge(int age) {
      this.age = age;
    }

    public boolean isOld() {
      return age > 10;
    }
  }

  static final class Dog extends Animal {}

  /** Forgets the half of what it is given. */
  static final class Forgetful {
    private int number;

    public int getNumber() {
      return number;
    }

    public void setNumber(int number) {
      this.number = number / 2;
    }
  }

  interface Open {}

  record Closed(int n) implements Open {}

  enum Same {
    A,
    B;

    @Override
    public String toString() {
      return "x";
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  interface ByClass {}

  record Named(int n) implements ByClass {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Circle.class, name = "circle"),
    @JsonSubTypes.Type(value = Square.class, name = "square")
  })
  sealed interface Marked permits Circle, Square {}

  record Circle(int radius) implements Marked {}

  record Square(int side) implements Marked {}

  sealed interface Half permits Known, Unknown {}

  record Known(int n) implements Half {}

  static non-sealed class Unknown implements Half {}

  static final class Surprise extends Unknown {}

  record Nothing() {}

  static Stream<Arguments> refused() {
    Type any = new TypeRef<Map<String, Object>>() {}.type();
    return Stream.of(
        refused(any, new Thread(), ".v: a java.lang.Thread has no JSON form"),
        refused(any, (Runnable) () -> {}, ".v: a lambda has no JSON form"),
        refused(any, new ReentrantLock(), ".v: a java.util.concurrent.locks.ReentrantLock has no"),
        refused(any, new Page("a"), ".v: a " + Page.class.getName() + " would arrive as a map"),
        refused(any, Set.of(1), " would arrive as a list where the type is Object; declare its"),
        refused(any, new byte[] {1}, ".v: a [B would arrive as a text where the type is Object"),
        refused(any, new int[] {1}, ".v: a [I would arrive as a list"),
        refused(any, UUID.randomUUID(), ".v: a java.util.UUID would arrive as a text"),
        refused(any, 'a', ".v: a java.lang.Character would arrive as a text"),
        refused(any, (short) 3, ".v: a java.lang.Short would arrive as an Integer"),
        refused(any, 1.5f, ".v: a java.lang.Float would arrive as a Double"),
        refused(any, Double.NaN, ".v: a java.lang.Double would arrive as a text"),
        refused(any, Same.A, " would arrive as a text"),
        refused(any, Json.of("{}"), " would arrive as what it holds"),
        refused(any, Map.of(1, 2), ".v: its key 1 is a java.lang.Integer, which would arrive as"),
        refused(any, List.of(new Page("a")), ".v[0]: a " + Page.class.getName()),
        refused(any, descending(), ".v: it is sorted by a comparator"),
        refused(any, BigInteger.TEN.pow(1_000), ".v: the number has 1001 characters"),
        Arguments.of(Holder.class, new Holder("a", new Thread()), "v.content: a java.lang.Thread"),
        Arguments.of(Sealed.class, new Sealed(3), ": its field hidden would not arrive"),
        Arguments.of(Animal.class, new Dog(), "v: it is a " + Dog.class.getName() + ", which"),
        Arguments.of(Forgetful.class, forgetful(), " would arrive as another value"),
        Arguments.of(Open.class, new Closed(1), " does not tell which class is read; make it"),
        Arguments.of(Same.class, Same.B, "two constants of " + Same.class.getName()),
        Arguments.of(ByClass.class, new Named(1), "lets JSON name classes, which is not safe"),
        Arguments.of(Half.class, new Surprise(), "is none of the classes that"),
        Arguments.of(Thread.class, new Thread(), "v: a java.lang.Thread has no JSON form"),
        Arguments.of(Class.class, String.class, "v: a java.lang.Class has no JSON form"),
        Arguments.of(Runnable.class, (Runnable) () -> {}, "v: a lambda has no JSON form"),
        Arguments.of(Exception.class, new Exception("x"), "v: a java.lang.Exception has no JSON"),
        Arguments.of(Pattern.class, Pattern.compile("a", 2), "Pattern has no JSON form"),
        Arguments.of(new TypeRef<Collection<Integer>>() {}.type(), Set.of(1), "declare a Set"),
        Arguments.of(new TypeRef<Map<Page, Integer>>() {}.type(), Map.of(new Page("a"), 1), "v"),
        Arguments.of(
            new TypeRef<PriorityQueue<Integer>>() {}.type(),
            new PriorityQueue<Integer>(Comparator.reverseOrder()),
            "v: it is sorted by a comparator"),
        Arguments.of(
            new TypeRef<Optional<Optional<String>>>() {}.type(),
            Optional.of(Optional.empty()),
            "v: an Optional in an Optional"),
        Arguments.of(
            new TypeRef<List<Optional<String>>>() {}.type(),
            listOfNull(),
            "v[0]: must not be null"));
  }

  private static Arguments refused(Type type, Object value, String message) {
    return Arguments.of(type, Map.of("v", value), message);
  }

  private static SortedMap<String, Integer> descending() {
    return new TreeMap<>(Comparator.reverseOrder());
  }

  private static Forgetful forgetful() {
    Forgetful value = new Forgetful();
    value.setNumber(8);
    return value;
  }

  private static List<@Nullable Object> listOfNull() {
    List<@Nullable Object> list = new ArrayList<>();
    list.add(null);
    return list;
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_would_arrive_as_another_value_is_refused_with_the_place(
      Type type, Object value, String message) {
    assertThatThrownBy(() -> TypeBinding.of(type).write(value, "v"))
        .isInstanceOf(InvalidValueException.class)
        .message()
        .startsWith("v")
        .contains(message);
  }

  @Test
  void the_key_null_is_refused() {
    Map<@Nullable String, Integer> map = new HashMap<>();
    map.put(null, 1);
    assertThatThrownBy(
            () -> TypeBinding.of(new TypeRef<Map<String, Integer>>() {}.type()).write(map, "v"))
        .hasMessage("v: it has the key null, which has no JSON form");
  }

  static Stream<Arguments> kept() {
    return Stream.of(
        Arguments.of(Nothing.class, new Nothing(), "{}"),
        Arguments.of(Circle.class, new Circle(1), "{\"kind\":\"circle\",\"radius\":1}"),
        Arguments.of(Marked.class, new Square(1), "{\"kind\":\"square\",\"side\":1}"),
        Arguments.of(
            new TypeRef<List<Marked>>() {}.type(),
            List.of(new Square(1)),
            "[{\"kind\":\"square\",\"side\":1}]"),
        Arguments.of(Half.class, new Known(1), "{\"@type\":\"Known\",\"n\":1}"),
        Arguments.of(
            Numbers.class,
            new Numbers(
                List.of(
                    1,
                    2L,
                    3L << 40,
                    new BigDecimal("1.5"),
                    new BigDecimal("1.10"),
                    new BigDecimal("0.10000000000000000123"),
                    BigInteger.TWO,
                    0.1,
                    -0.0)),
            "{\"all\":[1,2e0,3298534883328,15E-1,110E-2,0.10000000000000000123,2e+0,"
                + "0.1,-0.0]}"));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void all_others_arrive(Type type, Object value, String json) throws Exception {
    TypeBinding binding = TypeBinding.of(type);
    Json written = binding.write(value, "v");
    assertThat(written).hasToString(json);
    assertThat(binding.read(written, "v")).isEqualTo(value);
  }

  @Test
  void a_class_with_getters_and_setters_arrives_without_what_it_computes() throws Exception {
    Animal animal = new Animal();
    animal.setName("Rex");
    animal.setAge(12);
    TypeBinding binding = TypeBinding.of(Animal.class);
    Json json = binding.write(animal, "v");
    assertThat(json.toString()).contains("\"name\":\"Rex\"", "\"age\":12").doesNotContain("old");
    Animal back = (Animal) Objects.requireNonNull(binding.read(json, "v"));
    assertThat(back.getName() + back.getAge()).isEqualTo("Rex12");
    assertThat(TypeBinding.of(AtomicLong.class).write(new AtomicLong(7), "v")).hasToString("7");
  }

  @Test
  void no_json_names_a_class() {
    String json = "{\"@class\":\"" + Named.class.getName() + "\",\"n\":1}";
    assertThatThrownBy(() -> TypeBinding.of(ByClass.class).read(Json.parse(json), "v"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("lets JSON name classes");
    assertThatThrownBy(
            () -> TypeBinding.of(Half.class).read(Json.parse("{\"@type\":\"java.io.File\"}"), "v"))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void numbers_of_other_programs_keep_their_value() throws Exception {
    TypeBinding any = TypeBinding.of(Object.class);
    assertThat(any.read(Json.parse("[0.50,1e2,1.5e-3,12345678901234567890]"), "v"))
        .isEqualTo(List.of(0.5, 100.0, 0.0015, new BigInteger("12345678901234567890")));
    assertThat(any.read(Json.parse("[0.12345678901234567890,1e400]"), "v"))
        .isEqualTo(List.of(new BigDecimal("0.12345678901234567890"), new BigDecimal("1e400")));
  }

  @Test
  void readers_that_need_not_be_java_get_whatever_has_a_form() throws Exception {
    TypeBinding any = TypeBinding.of(Object.class);
    assertThat(any.writeLoosely(Map.of("page", new Page("a")), "v"))
        .hasToString("{\"page\":{\"title\":\"a\"}}");
    assertThat(any.writeLoosely(List.of(5L, new BigDecimal("1.5"), Same.A), "v"))
        .hasToString("[5,1.5,\"x\"]");
    assertThat(TypeBinding.of(Half.class).writeLoosely(new Known(1), "v"))
        .hasToString("{\"@type\":\"Known\",\"n\":1}");
  }
}
