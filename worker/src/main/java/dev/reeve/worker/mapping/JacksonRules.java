package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import dev.reeve.json.JsonLimits;
import dev.reeve.json.JsonParsers;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings of Jackson for everything that is mapped, and its errors in plain words. An unknown
 * field is an error, an object without any property is an error, and no JSON can name a class. Any
 * thread.
 */
final class JacksonRules {
  /** Levels of arrays and objects, in both directions. */
  static final int MAX_DEPTH = 64;

  private static final int MAX_PLACE_CHARS = 200;

  /** Jackson's message goes on with advice for a user of Jackson. */
  private static final Pattern NO_SERIALIZER =
      Pattern.compile("No serializer found for class (\\S+) .*");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(factory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private JacksonRules() {}

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
      throw new InvalidValueException(explain(e, name), e);
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
      throw new InvalidValueException(explain(e, name), e);
    }
  }

  private static String explain(JacksonException e, String name) {
    StringBuilder place = new StringBuilder(name);
    for (JacksonException.Reference step : e.getPath()) {
      if (place.length() > MAX_PLACE_CHARS) {
        place.append('…');
        break;
      }
      if (step.getPropertyName() != null) {
        place.append('.').append(step.getPropertyName());
      } else {
        place.append('[').append(step.getIndex()).append(']');
      }
    }
    return place + ": " + problem(e);
  }

  /** A message of the value's own constructor reads best without Jackson's words around it. */
  private static String problem(JacksonException e) {
    String own = e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage() : null;
    return own == null
        ? NO_SERIALIZER.matcher(e.getOriginalMessage()).replaceFirst("a $1 has no JSON form")
        : own;
  }
}
