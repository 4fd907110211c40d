package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;

/** The form of an {@link Optional}: its value, or null. */
final class OptionalShape extends Shape {
  static final String IS_NULL = "must not be null: it would arrive as an empty Optional";

  private final Shape content;
  private final boolean isNested;

  OptionalShape(JavaType type) {
    JavaType inner = type.getReferencedType();
    this.content = inner == null ? AnyShape.OBJECT : Shapes.of(inner);
    this.isNested = inner != null && inner.getRawClass().getName().startsWith("java.util.Optional");
  }

  @Override
  void write(Object value, JsonGenerator out) {
    if (isNested) {
      throw new ValueRefusal("an Optional in an Optional has no JSON form");
    }
    Object inner = ((Optional<?>) value).orElse(null);
    if (inner == null) {
      out.writeNull();
    } else {
      requireNotNull(inner);
      content.write(inner, out);
    }
  }

  private static void requireNotNull(Object inner) {
    if (inner instanceof Json json && JsonForms.checked(json).equals(Json.NULL)) {
      throw new ValueRefusal("an Optional of JSON null would arrive as an empty Optional");
    }
  }

  @Override
  void writeNullable(@Nullable Object value, JsonGenerator out) {
    if (value == null) {
      throw new ValueRefusal(IS_NULL);
    }
    write(value, out);
  }
}
