package dev.reeve.protocol;

import dev.reeve.json.Json;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object whose names the protocol knows, in any order. For a getter with a
 * default, {@code null} is the same as a missing member.
 */
final class Members {

  /** A stand-in for {@code null}, and for values that no member of the protocol has. */
  enum Placeholder {
    NULL,
    OBJECT,
    ARRAY,
    HUGE_NUMBER,
    /** The value of a member that appears more than once. */
    REPEATED
  }

  private final String path;
  private String[] names = new String[8];
  private Object[] values = new Object[8];
  private int count;
  private @Nullable String repeated;

  /**
   * Makes an object without members.
   *
   * @param path of the object in its message, such as {@code params.settings}, for errors
   */
  Members(String path) {
    this.path = path;
  }

  /**
   * Adds a member as it was read.
   *
   * @param value a String, Long, Double, Boolean, Json, Members, list of strings, or {@link
   *     Placeholder}
   */
  void add(String name, Object value) {
    int index = indexOf(name);
    if (index >= 0) {
      repeated = name;
      values[index] = Placeholder.REPEATED;
      return;
    }
    if (count == names.length) {
      names = Arrays.copyOf(names, count * 2);
      values = Arrays.copyOf(values, count * 2);
    }
    names[count] = name;
    values[count++] = value;
  }

  /** Returns the name of a member that was there more than once; null if none was. */
  @Nullable String repeated() {
    return repeated;
  }

  boolean has(String name) {
    return get(name) != null;
  }

  boolean isNull(String name) {
    return get(name) == Placeholder.NULL;
  }

  boolean isArray(String name) {
    return get(name) == Placeholder.ARRAY;
  }

  private @Nullable Object get(String name) {
    int index = indexOf(name);
    return index < 0 ? null : values[index];
  }

  private int indexOf(String name) {
    for (int i = 0; i < count; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable Object getUnlessNull(String name) {
    Object value = get(name);
    return value == Placeholder.NULL ? null : value;
  }

  String string(String name) throws MalformedMemberException {
    String text = stringOrNull(name);
    if (text == null) {
      throw wrong(name, "a string");
    }
    return text;
  }

  @Nullable String stringOrNull(String name) throws MalformedMemberException {
    Object value = getUnlessNull(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(name, "a string");
  }

  long number(String name, long min, long max) throws MalformedMemberException {
    if (get(name) instanceof Long n && n >= min && n <= max) {
      return n;
    }
    throw wrong(name, wholeNumber(min, max));
  }

  long number(String name, long min, long max, long ifMissing) throws MalformedMemberException {
    return getUnlessNull(name) == null ? ifMissing : number(name, min, max);
  }

  private static String wholeNumber(long min, long max) {
    return min == Long.MIN_VALUE && max == Long.MAX_VALUE
        ? "a whole number of 64 bits"
        : "a whole number from " + min + " to " + max;
  }

  double realNumber(String name, double min, double max) throws MalformedMemberException {
    if (get(name) instanceof Number n && n.doubleValue() >= min && n.doubleValue() <= max) {
      return n.doubleValue();
    }
    throw wrong(name, "a number from " + min + " to " + max);
  }

  boolean flag(String name, boolean ifMissing) throws MalformedMemberException {
    Object value = getUnlessNull(name);
    if (value == null) {
      return ifMissing;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "true or false");
  }

  RequestId requestId(String name) throws MalformedMemberException {
    RequestId id = requestIdOrNull(name);
    if (id == null) {
      throw wrong(name, "a whole number of 64 bits or a string");
    }
    return id;
  }

  @Nullable RequestId requestIdOrNull(String name) throws MalformedMemberException {
    Object value = getUnlessNull(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Long number) {
      return RequestId.of(number);
    }
    if (value instanceof String text) {
      return RequestId.of(text);
    }
    throw wrong(name, "a whole number of 64 bits or a string");
  }

  /** Returns any JSON; {@link Json#NULL} if it is missing. */
  Json value(String name) {
    return get(name) instanceof Json json ? json : Json.NULL;
  }

  @SuppressWarnings("unchecked") // a list here has been filled with strings only
  List<String> strings(String name) throws MalformedMemberException {
    Object value = getUnlessNull(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> texts) {
      return (List<String>) texts;
    }
    throw wrong(name, "an array of strings");
  }

  /** Returns an object; one without members if it is missing. */
  Members object(String name) throws MalformedMemberException {
    Object value = getUnlessNull(name);
    if (value == null) {
      return new Members(pathOf(name));
    }
    if (value instanceof Members members) {
      return members.checked();
    }
    throw wrong(name, "an object");
  }

  boolean isObject(String name) {
    return get(name) instanceof Members;
  }

  private Members checked() throws MalformedMemberException {
    if (repeated != null) {
      throw new MalformedMemberException(pathOf(repeated) + " appears more than once");
    }
    return this;
  }

  /** Returns the path of a member in the message, for errors. */
  String pathOf(String name) {
    return path.isEmpty() ? name : path + '.' + name;
  }

  private MalformedMemberException wrong(String name, String expected) {
    return new MalformedMemberException(
        pathOf(name) + " must be " + expected + (has(name) ? "" : ", but it is missing"));
  }
}
