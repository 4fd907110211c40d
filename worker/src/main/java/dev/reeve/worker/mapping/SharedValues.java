package dev.reeve.worker.mapping;

import dev.reeve.json.RawJson;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.worker.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values of one type to JSON and back, by Jackson, as requests and results of handlers are. Unknown
 * fields are errors; no JSON can name a class. Any thread.
 *
 * @param <T> the values; {@link Json} goes as it is
 */
public final class SharedValues<T> {
  private static final int MAX_DEPTH = 64;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private final Class<T> type;
  private final ObjectReader reader;

  public SharedValues(Class<T> type) {
    this.type = type;
    this.reader = MAPPER.readerFor(type);
  }

  /** The JSON of a value that is not null. */
  public RawJson write(T value) {
    Objects.requireNonNull(value, "null is no value of a shared object");
    if (value instanceof Json json) {
      return requireFlat(RawJson.compact(json.utf8(), 0, json.utf8().length));
    }
    if (value instanceof Integer || value instanceof Long) {
      return RawJson.of(((Number) value).longValue());
    }
    try {
      return RawJson.ofTrusted(MAPPER.writeValueAsBytes(value));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "a " + type.getName() + " that has no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** What is nested deeper might be no message, with what stands around it there. */
  private static RawJson requireFlat(RawJson json) {
    int depth = json.depth();
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "JSON that is nested " + depth + " levels deep, more than " + MAX_DEPTH);
    }
    return json;
  }

  /** The value of some JSON. */
  public T read(@Nullable RawJson json) {
    RawJson given = Objects.requireNonNull(json, "an answer without a value");
    if (type == Json.class) {
      return type.cast(Json.ofUtf8(given.utf8()));
    }
    Object number = number(given);
    if (number != null) {
      return type.cast(number);
    }
    try {
      T value = reader.readValue(given.utf8());
      return Objects.requireNonNull(value, "null is no value of a shared object");
    } catch (JacksonException e) {
      throw new SharedObjectException(
          "what is there is no " + type.getName() + ": " + e.getOriginalMessage(), e);
    }
  }

  /** What needs no Jackson, as there may be millions; null if it is none, or none that fits. */
  private @Nullable Object number(RawJson json) {
    if (type != Integer.class && type != Long.class) {
      return null;
    }
    OptionalLong whole = json.toWhole();
    if (whole.isEmpty()) {
      return null;
    }
    long number = whole.getAsLong();
    if (type == Long.class) {
      return number;
    }
    return number == (int) number ? (Integer) (int) number : null;
  }

  /** As {@link #read}, null for nothing. */
  public @Nullable T readOrNull(@Nullable RawJson json) {
    return json == null ? null : read(json);
  }

  /** The values of an array. */
  public List<T> readAll(@Nullable RawJson json) {
    return readAll(Objects.requireNonNull(json).elements());
  }

  /** Values, each from JSON of its own. */
  public List<T> readAll(List<RawJson> items) {
    List<T> values = new ArrayList<>(items.size());
    for (RawJson item : items) {
      values.add(read(item));
    }
    return values;
  }
}
