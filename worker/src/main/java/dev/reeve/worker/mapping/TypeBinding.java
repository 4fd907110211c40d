package dev.reeve.worker.mapping;

import dev.reeve.json.BodyPayload;
import dev.reeve.json.Json;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Optional;
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
  private final @Nullable Class<?> user;
  private final @Nullable Class<?> generic;
  private final int index;
  private final @Nullable Type type;
  private volatile @Nullable JavaType resolved;
  private volatile @Nullable ObjectReader reader;
  private volatile @Nullable Shape shape;

  private TypeBinding(
      @Nullable Class<?> user, @Nullable Class<?> generic, int index, @Nullable Type type) {
    this.user = user;
    this.generic = generic;
    this.index = index;
    this.type = type;
  }

  /** Returns the binding of this type, which may have type arguments. */
  public static TypeBinding of(Type type) {
    return new TypeBinding(null, null, 0, type);
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

  /** Returns the name of the type, with its arguments; that of the wrapper for a primitive type. */
  public String name() {
    Type named =
        type instanceof Class<?> raw ? MethodType.methodType(raw).wrap().returnType() : type;
    return named == null ? Object.class.getName() : named.getTypeName();
  }

  /** Returns whether the type is {@link Json}. */
  public boolean isJson() {
    return type == Json.class;
  }

  /** Returns whether values are usually read without Jackson. */
  boolean isSimple() {
    return isJson() || type == Void.class || type == Long.class || type == Integer.class;
  }

  /** Does what the first read would do before it reads; runs no code of the type. */
  void prepareToRead() {
    try {
      Object unused = JacksonRules.read(reader(), Json.NULL, "nothing");
    } catch (InvalidValueException | RuntimeException e) {
      // the first value tells it
    }
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
      made = JacksonRules.readerOf(javaType());
      reader = made;
    }
    return made;
  }

  private JavaType javaType() {
    JavaType made = resolved;
    if (made == null) {
      made =
          user == null || generic == null
              ? JacksonRules.type(Objects.requireNonNull(type))
              : JacksonRules.argument(user, generic, index);
      resolved = made;
    }
    return made;
  }

  private static boolean takesNull(JavaType type) {
    return type.hasRawClass(Void.class) || type.hasRawClass(Object.class);
  }

  /**
   * Writes a value on one line, so that an equal one is read.
   *
   * @param name what messages call the value, such as {@code request}
   * @throws InvalidValueException if another value would be read; names the place in the value
   */
  public Json write(@Nullable Object value, String name) throws InvalidValueException {
    if (value == null) {
      return writeNull(name);
    }
    if (value.getClass() == type && (value instanceof Integer || value instanceof Long)) {
      return Json.number(((Number) value).longValue());
    }
    return value instanceof Json json && type == Json.class
        ? checked(json, name)
        : JacksonRules.write(value, shape(), name);
  }

  private Json writeNull(String name) throws InvalidValueException {
    if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
      throw new InvalidValueException(name + ": " + OptionalShape.IS_NULL);
    }
    return Json.NULL;
  }

  private Shape shape() {
    Shape made = shape;
    if (made == null) {
      made = Shapes.of(javaType());
      shape = made;
    }
    return made;
  }

  /**
   * Writes a value on one line for readers that need not be Java: anything with a JSON form may
   * stand where the type is not declared, although another Java value would be read.
   *
   * @param name what messages call the value, such as {@code result}
   * @throws InvalidValueException if the value has no JSON form
   */
  public Json writeLoosely(@Nullable Object value, String name) throws InvalidValueException {
    if (value == null) {
      return Json.NULL;
    }
    if (value instanceof Integer || value instanceof Long) {
      return Json.number(((Number) value).longValue());
    }
    return value instanceof Json json
        ? checked(json, name)
        : JacksonRules.write(value, tellsMoreThan(value) ? javaType() : null, name);
  }

  /** Returns whether the declared type tells more about the JSON form than the value's class. */
  private boolean tellsMoreThan(Object value) {
    return type instanceof ParameterizedType
        || (type instanceof Class<?> declared
            && declared != value.getClass()
            && declared.isSealed());
  }

  private static Json checked(Json json, String name) throws InvalidValueException {
    try {
      return json.checked();
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(name + ": " + e.getMessage(), e);
    }
  }
}
