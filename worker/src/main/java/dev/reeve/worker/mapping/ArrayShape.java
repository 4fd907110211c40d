package dev.reeve.worker.mapping;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;

/** The form of an array of objects. */
final class ArrayShape extends Shape {
  private final Class<?> declared;
  private final Shape element;

  ArrayShape(JavaType type) {
    this.declared = type.getRawClass();
    this.element = Shapes.of(type.getContentType());
  }

  @Override
  void write(Object value, JsonGenerator out) {
    if (!(value instanceof Object[] array) || !declared.isInstance(value)) {
      throw otherClass(value, declared);
    }
    out.writeStartArray();
    for (int i = 0; i < array.length; i++) {
      try {
        element.writeNullable(array[i], out);
      } catch (ValueRefusal refusal) {
        throw refusal.inElement(i);
      }
    }
    out.writeEndArray();
  }
}
