package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import dev.reeve.json.JsonLimits;
import dev.reeve.json.JsonParsers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * The settings of Jackson for everything that is mapped, and its errors in plain words. An unknown
 * field is an error, and so are a field that is given twice, a value of another JSON type (a text
 * for a number, a fraction for a whole number), and an object without any property. No JSON can
 * name a class. Thread-safe.
 */
final class JacksonRules {
  /** Levels of arrays and objects, in both directions. */
  static final int MAX_DEPTH = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(factory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(LogicalType.Textual, JacksonRules::requireText)
          .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private JacksonRules() {}

  private static void requireText(MutableCoercionConfig config) {
    config
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  private static JsonFactory factory() {
    JsonLimits limits =
        new JsonLimits(
            MAX_DEPTH,
            Integer.MAX_VALUE, // the message around it has a limit
            JsonLimits.DEFAULT_NAME_CHARS,
            JsonLimits.DEFAULT_NUMBER_CHARS,
            false);
    return new JsonParsers(limits)
        .factory()
        .rebuild()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
        .build();
  }

  static ObjectReader readerOf(Class<?> type) {
    return MAPPER.readerFor(type);
  }

  /** Returns a reader for the type that {@code user} gives to {@code generic}; else for any. */
  static ObjectReader readerOfArgument(Class<?> user, Class<?> generic, int index) {
    JavaType[] arguments = MAPPER.constructType(user).findTypeParameters(generic);
    return index < arguments.length
        ? MAPPER.readerFor(arguments[index])
        : MAPPER.readerFor(Object.class);
  }

  /**
   * Reads one value.
   *
   * @param name what messages call the value
   */
  static @Nullable Object read(ObjectReader reader, Json json, String name)
      throws InvalidValueException {
    try {
      return reader.readValue(json.utf8());
    } catch (JacksonException e) {
      throw new InvalidValueException(MappingErrors.explain(e, name), e);
    }
  }

  /**
   * Writes one value on one line.
   *
   * @param name what messages call the value
   */
  static Json write(Object value, String name) throws InvalidValueException {
    try {
      return Json.ofTrusted(MAPPER.writeValueAsBytes(value));
    } catch (StreamConstraintsException | StackOverflowError e) {
      throw new InvalidValueException(
          name + ": it is nested more than " + MAX_DEPTH + " levels deep, or contains itself", e);
    } catch (JacksonException e) {
      throw new InvalidValueException(MappingErrors.explain(e, name), e);
    }
  }
}
