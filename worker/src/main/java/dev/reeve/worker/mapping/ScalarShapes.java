package dev.reeve.worker.mapping;

import dev.reeve.json.JsonLimits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectWriter;

/** The forms of texts, numbers, times and other values without parts. */
final class ScalarShapes {
  private static final Map<Class<?>, Shape> DIRECT = new HashMap<>();

  /** Classes whose Jackson form is read as an equal value, without exception. */
  private static final Set<Class<?>> EXACT_IN_JACKSON =
      Set.of(
          Instant.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetDateTime.class,
          OffsetTime.class,
          ZonedDateTime.class,
          Duration.class,
          Period.class,
          Year.class,
          YearMonth.class,
          MonthDay.class,
          UUID.class,
          URI.class,
          Currency.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class,
          byte[].class,
          short[].class,
          int[].class,
          long[].class,
          float[].class,
          double[].class,
          boolean[].class,
          char[].class);

  static {
    direct(String.class, String.class, (value, out) -> out.writeString(value));
    direct(Boolean.class, boolean.class, (value, out) -> out.writeBoolean(value));
    direct(Integer.class, int.class, (value, out) -> out.writeNumber(value));
    direct(Long.class, long.class, (value, out) -> out.writeNumber(value));
    direct(Short.class, short.class, (value, out) -> out.writeNumber(value));
    direct(Byte.class, byte.class, (value, out) -> out.writeNumber((short) value));
    direct(Double.class, double.class, (value, out) -> out.writeNumber(value));
    direct(Float.class, float.class, (value, out) -> out.writeNumber(value));
    direct(Character.class, char.class, (value, out) -> out.writeString(value.toString()));
    direct(BigInteger.class, BigInteger.class, (value, out) -> writeWhole(value, out));
    direct(BigDecimal.class, BigDecimal.class, (value, out) -> writeDecimal(value, out));
  }

  private ScalarShapes() {}

  private static <T> void direct(
      Class<T> type, Class<?> primitive, BiConsumer<T, JsonGenerator> writer) {
    Shape shape = new DirectShape<>(type, writer);
    DIRECT.put(type, shape);
    DIRECT.put(primitive, shape);
  }

  /** Returns the form of a type without parts; null for any other type. */
  static @Nullable Shape of(JavaType type) {
    Class<?> raw = type.getRawClass();
    Shape direct = DIRECT.get(raw);
    if (direct != null) {
      return direct;
    }
    if (raw.isEnum()) {
      return EnumShape.of(type);
    }
    return EXACT_IN_JACKSON.contains(raw) ? new JacksonShape(type) : null;
  }

  private static void writeWhole(BigInteger value, JsonGenerator out) {
    requireReadable(value.toString());
    out.writeNumber(value);
  }

  private static void writeDecimal(BigDecimal value, JsonGenerator out) {
    requireReadable(value.toString());
    out.writeNumber(value);
  }

  static void requireReadable(String number) {
    if (number.length() > JsonLimits.DEFAULT_NUMBER_CHARS) {
      throw new ValueRefusal(
          "the number has "
              + number.length()
              + " characters; "
              + JsonLimits.DEFAULT_NUMBER_CHARS
              + " are allowed");
    }
  }

  /** A form that needs nothing but the generator. */
  private static final class DirectShape<T> extends Shape {
    private final Class<T> type;
    private final BiConsumer<T, JsonGenerator> writer;

    DirectShape(Class<T> type, BiConsumer<T, JsonGenerator> writer) {
      this.type = type;
      this.writer = writer;
    }

    @Override
    void write(Object value, JsonGenerator out) {
      requireClass(value, type);
      writer.accept(type.cast(value), out);
    }
  }

  /** A form that Jackson writes. */
  static class JacksonShape extends Shape {
    private final Class<?> declared;
    private final ObjectWriter writer;

    JacksonShape(JavaType type) {
      this.declared = type.getRawClass();
      this.writer = JacksonRules.writerOf(type);
    }

    @Override
    void write(Object value, JsonGenerator out) {
      if (!declared.isInstance(value)) {
        throw otherClass(value, declared);
      }
      writer.writeValue(out, value);
    }

    @Override
    void writeNullable(@Nullable Object value, JsonGenerator out) {
      if (value == null && declared.getName().startsWith("java.util.Optional")) {
        throw new ValueRefusal(OptionalShape.IS_NULL);
      }
      super.writeNullable(value, out);
    }
  }
}
