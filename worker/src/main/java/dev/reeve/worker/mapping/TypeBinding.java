package dev.reeve.worker.mapping;

import dev.reeve.json.BodyPayload;
import dev.reeve.json.Json;
import java.lang.reflect.Type;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;

/**
 * One Java type and its JSON form: the only place where JSON becomes requests, results, hook
 * arguments and shared values, and they become JSON. Jackson does the mapping. {@link Json} passes
 * unchanged, and {@link Integer} and {@link Long} are simple enough, so Jackson is not even loaded
 * for them. Any thread.
 */
public final class TypeBinding {
  private final Class<?> user;
  private final @Nullable Class<?> generic;
  private final int index;
  private final @Nullable Type type;
  private volatile @Nullable ObjectReader reader;

  private TypeBinding(Class<?> user, @Nullable Class<?> generic, int index, @Nullable Type type) {
    this.user = user;
    this.generic = generic;
    this.index = index;
    this.type = type;
  }

  /** Returns the binding of this class. */
  public static TypeBinding of(Class<?> type) {
    return new TypeBinding(type, null, 0, type);
  }

  /**
   * Returns the binding of a type that a class declares, such as the request type of a handler.
   * Where the class leaves the type open, it is {@link Object}.
   *
   * @param user the class, which implements {@code generic}
   * @param index which type argument of {@code generic}, from 0
   */
  public static TypeBinding ofArgument(Class<?> user, Class<?> generic, int index) {
    return new TypeBinding(user, generic, index, TypeArgument.of(user, generic, index));
  }

  /** Returns whether the type is {@link Json}. */
  public boolean isJson() {
    return type == Json.class;
  }

  /**
   * Reads a value of this type. Unknown fields are errors, except in a {@link BodyPayload}, and so
   * is null unless the type is {@link Void} or {@link Object}.
   *
   * @param name what messages call the value, such as {@code payload}
   * @throws InvalidValueException if the JSON is not of this type
   */
  public @Nullable Object read(Json json, String name) throws InvalidValueException {
    Object simple = readWithoutJackson(json);
    if (simple != null) {
      return simple;
    }
    ObjectReader all = reader();
    Object value = JacksonRules.read(BodyPayload.is(json) ? lenient(all) : all, json, name);
    if (value == null && !takesNull(all.getValueType())) {
      throw new InvalidValueException(name + ": must not be null");
    }
    return value;
  }

  /**
   * Reads a value of this type that another program has written for more than this type: unknown
   * fields are passed over, null is null, and for {@link Void} everything is null.
   *
   * @param name what messages call the value, such as {@code result}
   * @throws InvalidValueException if the JSON is not of this type
   */
  public @Nullable Object readLeniently(Json json, String name) throws InvalidValueException {
    if (type == Void.class) {
      return null;
    }
    Object simple = readWithoutJackson(json);
    return simple != null ? simple : JacksonRules.read(lenient(reader()), json, name);
  }

  private static ObjectReader lenient(ObjectReader strict) {
    return strict.without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  private @Nullable Object readWithoutJackson(Json json) {
    if (type == Json.class) {
      return json;
    }
    return type == Long.class || type == Integer.class ? wholeNumber(json) : null;
  }

  private @Nullable Object wholeNumber(Json json) {
    OptionalLong whole = json.toLong();
    if (whole.isEmpty()) {
      return null;
    }
    long number = whole.getAsLong();
    if (type == Long.class) {
      return number;
    }
    return number == (int) number ? (Integer) (int) number : null;
  }

  private ObjectReader reader() {
    ObjectReader made = reader;
    if (made == null) {
      made =
          generic == null
              ? JacksonRules.readerOf(user)
              : JacksonRules.readerOfArgument(user, generic, index);
      reader = made;
    }
    return made;
  }

  private static boolean takesNull(JavaType type) {
    return type.hasRawClass(Void.class) || type.hasRawClass(Object.class);
  }

  /**
   * Writes a value of any type on one line.
   *
   * @param name what messages call the value, such as {@code result}
   * @throws InvalidValueException if the value has no JSON form
   */
  public static Json write(@Nullable Object value, String name) throws InvalidValueException {
    if (value == null) {
      return Json.NULL;
    }
    if (value instanceof Integer || value instanceof Long) {
      return Json.number(((Number) value).longValue());
    }
    return value instanceof Json json ? checked(json, name) : JacksonRules.write(value, name);
  }

  private static Json checked(Json json, String name) throws InvalidValueException {
    try {
      return json.checked();
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(name + ": " + e.getMessage(), e);
    }
  }
}
