package dev.reeve.worker.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Jackson's errors in plain words, with their places. */
final class MappingErrors {
  private static final int MAX_PLACE_CHARS = 200;

  /** Jackson's message goes on with advice for a user of Jackson. */
  private static final Pattern NO_SERIALIZER =
      Pattern.compile("No serializer found for class (\\S+) .*");

  private static final Pattern TWICE = Pattern.compile("Duplicate Object property (\".*\")");

  /** A value that would have to be changed: {@code Cannot coerce Float value (3.5) to `int` …}. */
  private static final Pattern COERCED = Pattern.compile("Cannot coerce .* \\((.*)\\) to `.*");

  /**
   * {@code … from Array value (token …)}, {@code … from String "red": …}, {@code … from number 1}.
   */
  private static final Pattern OTHER =
      Pattern.compile(
          "Cannot deserialize value of type `.*` from (?:(\\w+)[- \\w]* value \\(.*|(?:String|number)"
              + " ([^:]+):.*)");

  private static final Map<String, String> FOUND =
      Map.of(
          "Array", "an array",
          "Object", "an object",
          "String", "a text",
          "Integer", "a number",
          "Floating", "a number",
          "Boolean", "true or false");

  private MappingErrors() {}

  /**
   * Returns the place of the error in the value, and what is wrong there.
   *
   * @param name what messages call the value
   */
  static String explain(JacksonException e, String name) {
    return place(name, e) + ": " + problem(e);
  }

  /** Returns the place of the error in the value called {@code name}. */
  static String place(String name, JacksonException e) {
    List<String> steps = new ArrayList<>();
    for (JacksonException.Reference step : e.getPath()) {
      steps.add(
          step.getPropertyName() != null
              ? "." + step.getPropertyName()
              : "[" + step.getIndex() + "]");
    }
    return place(name, steps);
  }

  /** Returns a place in the value called {@code name}; one far down is cut. */
  static String place(String name, Collection<String> steps) {
    StringBuilder place = new StringBuilder(name);
    for (String step : steps) {
      if (place.length() > MAX_PLACE_CHARS) {
        place.append('…');
        break;
      }
      place.append(step);
    }
    return place.toString();
  }

  /** A message of the value's own constructor reads best without Jackson's words around it. */
  static String problem(JacksonException e) {
    if (e.getCause() instanceof IllegalArgumentException cause && cause.getMessage() != null) {
      return cause.getMessage();
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return unknown(unknown);
    }
    String message = String.valueOf(e.getOriginalMessage());
    if (e instanceof MismatchedInputException mismatch) {
      String expected = expected(mismatch.getTargetType());
      String found = found(message);
      if (expected != null && found != null) {
        return "must be " + expected + ", not " + found;
      }
    }
    Matcher twice = TWICE.matcher(message);
    return twice.matches()
        ? "the field " + twice.group(1) + " is given twice; keep one"
        : NO_SERIALIZER.matcher(message).replaceFirst("a $1 has no JSON form");
  }

  private static String unknown(UnrecognizedPropertyException e) {
    Collection<Object> known = e.getKnownPropertyIds();
    String fields =
        known == null || known.isEmpty()
            ? "there are no fields here"
            : known.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "the fields here are ", ""));
    return "unknown field \"" + e.getPropertyName() + "\"; " + fields;
  }

  private static @Nullable String found(String message) {
    Matcher coerced = COERCED.matcher(message);
    if (coerced.matches()) {
      return coerced.group(1);
    }
    Matcher other = OTHER.matcher(message);
    if (!other.matches()) {
      return null;
    }
    return other.group(2) != null ? other.group(2) : FOUND.get(other.group(1));
  }

  private static @Nullable String expected(@Nullable Class<?> type) {
    if (type == null) {
      return null;
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name())
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    return switch (type.getName()) {
      case "java.lang.String", "java.lang.CharSequence" -> "a text";
      case "boolean", "java.lang.Boolean" -> "true or false";
      case "double", "float", "java.lang.Double", "java.lang.Float", "java.math.BigDecimal" ->
          "a number";
      case "int",
          "long",
          "short",
          "byte",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Short",
          "java.lang.Byte",
          "java.math.BigInteger" ->
          "a whole number";
      default -> type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : null;
    };
  }
}
