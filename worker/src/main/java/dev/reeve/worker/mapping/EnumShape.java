package dev.reeve.worker.mapping;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JavaType;

/** The form of an enum: the text of its constant, by which it is read. */
final class EnumShape extends ScalarShapes.JacksonShape {

  private EnumShape(JavaType type) {
    super(type);
  }

  /** Returns the form; it refuses all values if two constants have the same text. */
  static Shape of(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (ClassWords.isAnnotated(raw)) {
      return new ProvenShape(type);
    }
    Set<String> texts = new HashSet<>();
    for (Object constant : raw.getEnumConstants()) {
      if (!texts.add(String.valueOf(constant))) {
        return new RefusingShape(
            "two constants of "
                + raw.getName()
                + " have the text \""
                + constant
                + "\"; give each a toString() of its own, or annotate them with @JsonProperty");
      }
    }
    return new EnumShape(type);
  }
}
