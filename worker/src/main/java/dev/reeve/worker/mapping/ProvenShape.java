package dev.reeve.worker.mapping;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;

/**
 * The form that Jackson and its annotations give to a type. Nothing is known about it, so each
 * value is read back and compared before it is sent.
 */
final class ProvenShape extends Shape {
  private final JavaType type;

  ProvenShape(JavaType type) {
    this.type = type;
  }

  @Override
  void write(Object value, JsonGenerator out) {
    try {
      prove(value);
      JacksonRules.writerOf(type).writeValue(out, value);
    } catch (JacksonException e) {
      throw refusal(e);
    }
  }

  private void prove(Object value) {
    requireForm(value.getClass());
    byte[] json = JacksonRules.writerOf(type).writeValueAsBytes(value);
    Object back;
    try {
      back = JacksonRules.readerOf(type).readValue(json);
    } catch (JacksonException e) {
      throw new ValueRefusal(
          "a "
              + ClassWords.name(value.getClass())
              + " can be written but not read as a "
              + type.toCanonical()
              + ": "
              + MappingErrors.explain(e, "it"));
    }
    if (!isSame(value, back, json)) {
      throw new ValueRefusal(
          "the "
              + ClassWords.name(value.getClass())
              + " would arrive as another value"
              + as(back, value));
    }
  }

  private static String as(@Nullable Object back, Object value) {
    return back == null || back.getClass() == value.getClass()
        ? ""
        : ", a " + back.getClass().getName();
  }

  /** Refuses classes that stand for something in this process. */
  private static void requireForm(Class<?> type) {
    boolean isException = Throwable.class.isAssignableFrom(type);
    if (type == Class.class || isException || isHandle(type) || isInner(type)) {
      throw noForm(type);
    }
  }

  private static boolean isHandle(Class<?> type) {
    boolean isValue =
        type.isArray()
            || ClassWords.comparesByContent(type)
            || type == AtomicInteger.class
            || type == AtomicLong.class
            || type == AtomicBoolean.class;
    return ClassWords.isOfJdk(type) && !isValue;
  }

  private static boolean isInner(Class<?> type) {
    return ClassWords.isBound(type) && !type.isRecord() && !Enum.class.isAssignableFrom(type);
  }

  private boolean isSame(Object value, @Nullable Object back, byte[] json) {
    Class<?> type = value.getClass();
    if (Objects.deepEquals(value, back)) {
      return true;
    }
    boolean isComparable = ClassWords.comparesByContent(type) && !ClassWords.isPartlyIgnored(type);
    return back != null
        && back.getClass() == type
        && !isComparable
        && Arrays.equals(json, JacksonRules.writerOf(this.type).writeValueAsBytes(back));
  }

  private static ValueRefusal refusal(JacksonException e) {
    ValueRefusal refusal = new ValueRefusal(MappingErrors.problem(e));
    String place = MappingErrors.place("", e);
    return place.isEmpty() ? refusal : refusal.in(place);
  }
}
