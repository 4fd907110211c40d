package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.TypeRef;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of one shared object as JSON, mapped as requests are. Null is not a value. Any thread.
 *
 * @param <T> the type of the values
 */
public final class ValueBinding<T> {
  private final TypeBinding binding;

  /** Binds the values to this class. */
  public ValueBinding(Class<T> type) {
    this((Type) type);
  }

  /** Binds the values to this type. */
  public ValueBinding(TypeRef<T> type) {
    this(type.type());
  }

  private ValueBinding(Type type) {
    this.binding = TypeBinding.of(type);
  }

  /** Returns the name of the type, with its arguments; null if any JSON is a value. */
  public @Nullable String typeName() {
    return binding.isJson() ? null : binding.name();
  }

  /**
   * Writes a value.
   *
   * @throws IllegalArgumentException if it has no JSON form, or is nested more than 64 levels deep;
   *     names the place in the value
   */
  public Json write(T value) {
    Objects.requireNonNull(value, "a shared object holds no null");
    try {
      Json json = binding.write(value, "value");
      return value instanceof Json ? requireFlat(json) : json;
    } catch (InvalidValueException e) {
      throw new IllegalArgumentException(
          "a " + binding.name() + " can't be shared: " + e.problem(), e);
    }
  }

  /**
   * Writes values.
   *
   * @throws IllegalArgumentException as {@link #write} does, for the first that has no JSON form
   */
  public List<Json> writeAll(Collection<? extends T> items) {
    List<Json> written = new ArrayList<>(items.size());
    for (T item : items) {
      written.add(write(item));
    }
    return written;
  }

  /** Limits JSON that passed unchanged; around a deeper value its message would be too deep. */
  private static Json requireFlat(Json json) throws InvalidValueException {
    int depth = json.depth();
    if (depth > JacksonRules.MAX_DEPTH) {
      throw new InvalidValueException(
          "value: it is nested "
              + depth
              + " levels deep; "
              + JacksonRules.MAX_DEPTH
              + " are allowed");
    }
    return json;
  }

  /**
   * Reads a value.
   *
   * @throws SharedObjectException if the JSON is a value of another type
   */
  public T read(@Nullable Json json) {
    Json given = Objects.requireNonNull(json, "the answer lacks its value");
    try {
      Object value = binding.read(given, "value");
      if (value == null) {
        throw new InvalidValueException("value: must not be null");
      }
      @SuppressWarnings("unchecked") // a class literal such as int.class casts no object
      T typed = (T) value;
      return typed;
    } catch (InvalidValueException e) {
      throw new SharedObjectException(
          "the shared object holds another type than " + binding.name() + ": " + e.problem(), e);
    }
  }

  /** Reads a value; null for null. */
  public @Nullable T readOrNull(@Nullable Json json) {
    return json == null ? null : read(json);
  }

  /** Reads the elements of an array. */
  public List<T> readAll(@Nullable Json array) {
    return readAll(Objects.requireNonNull(array, "the answer lacks its values").elements());
  }

  /** Reads values that each are JSON of their own. */
  public List<T> readAll(List<Json> items) {
    List<T> values = new ArrayList<>(items.size());
    for (Json item : items) {
      values.add(read(item));
    }
    return values;
  }
}
