package dev.reeve.worker.mapping;

import dev.reeve.json.JsonLimits;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;

/** The form of a map of the JDK whose keys have a text: an object. */
final class MapShape extends Shape {
  static final String COMPARATOR =
      "it is sorted by a comparator, which can't be sent; send it in its natural order, or as a"
          + " list";
  static final String NULL_KEY = "it has the key null, which has no JSON form";

  /** Classes whose texts are read as equal keys. */
  private static final Set<Class<?>> KEYS =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Boolean.class,
          UUID.class,
          LocalDate.class,
          Instant.class);

  private final Class<?> declared;
  private final Class<?> key;
  private final Shape value;

  private MapShape(JavaType type) {
    this.declared = type.getRawClass();
    this.key = type.getKeyType().getRawClass();
    this.value = Shapes.of(type.getContentType());
  }

  /** Returns the form of a map; null if only Jackson knows it. */
  static @Nullable Shape of(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (!Map.class.isAssignableFrom(raw)
        || !raw.getName().startsWith("java.util.")
        || type.getKeyType() == null) {
      return null;
    }
    Class<?> key = type.getKeyType().getRawClass();
    boolean isEnum = key.isEnum() && EnumShape.of(type.getKeyType()) instanceof EnumShape;
    return isEnum || KEYS.contains(key) || key == Object.class ? new MapShape(type) : null;
  }

  @Override
  void write(Object map, JsonGenerator out) {
    if (!declared.isInstance(map)) {
      throw otherClass(map, declared);
    }
    if (SortedMap.class.isAssignableFrom(declared)
        && ((SortedMap<?, ?>) map).comparator() != null) {
      throw new ValueRefusal(COMPARATOR);
    }
    out.writeStartObject();
    ((Map<?, ?>) map).forEach((name, each) -> writeEntry(name, each, out));
    out.writeEndObject();
  }

  private void writeEntry(@Nullable Object name, @Nullable Object each, JsonGenerator out) {
    String text = text(name);
    writeName(text, out);
    try {
      value.writeNullable(each, out);
    } catch (ValueRefusal refusal) {
      throw refusal.inField(text);
    }
  }

  private String text(@Nullable Object name) {
    if (name == null) {
      throw new ValueRefusal(NULL_KEY);
    }
    Class<?> expected = key == Object.class ? String.class : key;
    Class<?> actual = name instanceof Enum<?> e ? e.getDeclaringClass() : name.getClass();
    if (actual != expected) {
      throw new ValueRefusal(
          "its key "
              + name
              + " is a "
              + ClassWords.name(actual)
              + ", which would arrive as a "
              + expected.getSimpleName()
              + "; declare the type of the keys");
    }
    return name.toString();
  }

  /** Writes the name of a member, unless it is longer than a parser takes. */
  static void writeName(String name, JsonGenerator out) {
    if (name.length() > JsonLimits.DEFAULT_NAME_CHARS) {
      throw new ValueRefusal(
          "it has a key of "
              + name.length()
              + " characters; "
              + JsonLimits.DEFAULT_NAME_CHARS
              + " are allowed");
    }
    out.writeName(name);
  }
}
