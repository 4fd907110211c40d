package dev.reeve.worker.mapping;

import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The form of values whose class is not declared, as in {@code Map<String, Object>}: texts,
 * numbers, true and false, null, and lists and maps of them. Everything else would arrive as one of
 * these.
 */
final class AnyShape extends Shape {
  static final AnyShape OBJECT = new AnyShape(Object.class);
  static final AnyShape NUMBER = new AnyShape(Number.class);

  private final Class<?> declared;

  private AnyShape(Class<?> declared) {
    this.declared = declared;
  }

  @Override
  void write(Object value, JsonGenerator out) {
    if (value instanceof Number number) {
      writeNumber(number, out);
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof List<?> list) {
      writeAll(list, out);
    } else if (value instanceof Map<?, ?> map) {
      writeAll(map, out);
    } else {
      throw refusal(value);
    }
  }

  private void writeNumber(Number number, JsonGenerator out) {
    String text = ExactNumbers.write(number);
    if (text == null) {
      throw refusal(number);
    }
    ScalarShapes.requireReadable(text);
    out.writeNumber(text);
  }

  private void writeAll(List<?> list, JsonGenerator out) {
    out.writeStartArray();
    int index = 0;
    for (Object element : list) {
      try {
        writeNullable(element, out);
      } catch (ValueRefusal refusal) {
        throw refusal.inElement(index);
      }
      index++;
    }
    out.writeEndArray();
  }

  private void writeAll(Map<?, ?> map, JsonGenerator out) {
    if (map instanceof SortedMap<?, ?> sorted && sorted.comparator() != null) {
      throw new ValueRefusal(MapShape.COMPARATOR);
    }
    out.writeStartObject();
    map.forEach((key, value) -> writeEntry(key, value, out));
    out.writeEndObject();
  }

  private void writeEntry(@Nullable Object key, @Nullable Object value, JsonGenerator out) {
    if (!(key instanceof String name)) {
      throw new ValueRefusal(
          key == null
              ? MapShape.NULL_KEY
              : "its key "
                  + key
                  + " is a "
                  + ClassWords.name(key.getClass())
                  + ", which would arrive as a text; declare the type of the map");
    }
    MapShape.writeName(name, out);
    try {
      writeNullable(value, out);
    } catch (ValueRefusal refusal) {
      throw refusal.inField(name);
    }
  }

  private ValueRefusal refusal(Object value) {
    String arrivesAs = arrivesAs(value);
    String its = "a " + ClassWords.name(value.getClass());
    return new ValueRefusal(
        arrivesAs == null
            ? its + " has no JSON form"
            : its
                + " would arrive as "
                + arrivesAs
                + " where the type is "
                + declared.getSimpleName()
                + "; declare its type");
  }

  /** Returns words for the value that would arrive; null if there is no form for it at all. */
  private static @Nullable String arrivesAs(Object value) {
    Class<?> type = value.getClass();
    if (value instanceof Byte || value instanceof Short) {
      return "an Integer";
    }
    if (value instanceof Float) {
      return "a Double";
    }
    if (value instanceof Double
        || value instanceof byte[]
        || value instanceof char[]
        || value instanceof CharSequence
        || value instanceof Character
        || value instanceof Enum<?>
        || value instanceof UUID
        || value instanceof TemporalAccessor
        || value instanceof TemporalAmount
        || value instanceof java.nio.file.Path
        || value instanceof java.net.URI
        || value instanceof java.util.Locale) {
      return "a text";
    }
    if (value instanceof Collection<?> || type.isArray()) {
      return "a list";
    }
    if (value instanceof java.util.Optional<?> || value instanceof dev.reeve.json.Json) {
      return "what it holds";
    }
    return type.isRecord() || Shapes.isBean(type) ? "a map" : null;
  }
}
