package dev.reeve.worker.mapping;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The JSON form of one declared type. It writes a value so that reading the JSON as that type gives
 * an equal one, or refuses it. Any thread.
 */
abstract class Shape {

  /**
   * Writes a value.
   *
   * @throws ValueRefusal if another value would arrive
   */
  abstract void write(Object value, JsonGenerator out);

  /** Writes a value, or null where that arrives as null. */
  void writeNullable(@Nullable Object value, JsonGenerator out) {
    if (value == null) {
      out.writeNull();
    } else {
      write(value, out);
    }
  }

  /** Returns whether a member with this value must not be written, because it arrives so. */
  boolean isLeftOut(@Nullable Object value) {
    return false;
  }

  /** Refuses a value whose class is not the declared one, and so would arrive as another. */
  static void requireClass(Object value, Class<?> declared) {
    if (value.getClass() != declared) {
      throw otherClass(value, declared);
    }
  }

  static ValueRefusal otherClass(Object value, Class<?> declared) {
    return new ValueRefusal(
        "it is a "
            + ClassWords.name(value.getClass())
            + ", which would arrive as a "
            + declared.getName()
            + "; declare its own type");
  }

  static ValueRefusal noForm(Class<?> type) {
    return new ValueRefusal(ClassWords.noForm(type));
  }
}
