package dev.reeve.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Those members of one JSON object that the protocol knows by name, in whatever order they came;
 * others are passed over. Missing and {@code null} are the same to the getters with a default.
 */
final class Members {

  /** Stands for values that no member of the protocol has. */
  private enum Odd {
    NULL,
    OBJECT,
    ARRAY,
    HUGE_NUMBER
  }

  private final String path;
  private String[] names = new String[8];
  private Object[] values = new Object[8];
  private int count;
  private @Nullable String repeated;

  private Members(String path) {
    this.path = path;
  }

  /** Reads the object that {@code parser} stands at the start of, to its end. */
  static Members read(JsonParser parser, Frame source, String path) {
    Members members = new Members(path);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      MemberKind kind = MemberKind.of(name);
      if (kind == null) {
        parser.skipChildren();
      } else {
        members.add(name, valueOf(kind, parser, source, members.pathOf(name)));
      }
    }
    return members;
  }

  private static Object valueOf(MemberKind kind, JsonParser parser, Frame source, String path) {
    JsonToken token = parser.currentToken();
    if (kind == MemberKind.RAW) {
      return JsonInput.copyValue(parser, source);
    }
    if (kind == MemberKind.OBJECT && token == JsonToken.START_OBJECT) {
      return read(parser, source, path);
    }
    if (kind == MemberKind.TEXTS && token == JsonToken.START_ARRAY) {
      return texts(parser);
    }
    return scalar(parser, token);
  }

  private static Object scalar(JsonParser parser, JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> skipped(parser, Odd.OBJECT);
      case START_ARRAY -> skipped(parser, Odd.ARRAY);
      default -> Odd.NULL;
    };
  }

  private static Object whole(JsonParser parser) {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? Odd.HUGE_NUMBER
        : (Object) parser.getLongValue();
  }

  private static Object texts(JsonParser parser) {
    List<String> texts = new ArrayList<>();
    boolean textsOnly = true;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t == JsonToken.VALUE_STRING) {
        texts.add(parser.getString());
      } else {
        textsOnly = false;
        parser.skipChildren();
      }
    }
    return textsOnly ? texts : Odd.ARRAY;
  }

  private static Odd skipped(JsonParser parser, Odd kind) {
    parser.skipChildren();
    return kind;
  }

  private void add(String name, Object value) {
    if (has(name)) {
      repeated = name;
      return;
    }
    if (count == names.length) {
      names = Arrays.copyOf(names, count * 2);
      values = Arrays.copyOf(values, count * 2);
    }
    names[count] = name;
    values[count++] = value;
  }

  /** Name of a member that was there more than once, if one was. */
  @Nullable String repeated() {
    return repeated;
  }

  boolean has(String name) {
    return get(name) != null;
  }

  boolean isNull(String name) {
    return get(name) == Odd.NULL;
  }

  boolean isArray(String name) {
    return get(name) == Odd.ARRAY;
  }

  private @Nullable Object get(String name) {
    for (int i = 0; i < count; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return null;
  }

  private @Nullable Object getUnlessNull(String name) {
    Object value = get(name);
    return value == Odd.NULL ? null : value;
  }

  String text(String name) throws MalformedMemberException {
    String text = textOrNull(name);
    if (text == null) {
      throw wrong(name, "a string");
    }
    return text;
  }

  @Nullable String textOrNull(String name) throws MalformedMemberException {
    Object value = getUnlessNull(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(name, "a string");
  }

  long whole(String name, long min, long max) throws MalformedMemberException {
    if (get(name) instanceof Long n && n >= min && n <= max) {
      return n;
    }
    throw wrong(name, wholeNumber(min, max));
  }

  long whole(String name, long min, long max, long ifMissing) throws MalformedMemberException {
    return getUnlessNull(name) == null ? ifMissing : whole(name, min, max);
  }

  private static String wholeNumber(long min, long max) {
    return min == Long.MIN_VALUE && max == Long.MAX_VALUE
        ? "a whole number of 64 bits"
        : "a whole number from " + min + " to " + max;
  }

  double real(String name, double min, double max) throws MalformedMemberException {
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

  RawJson raw(String name) {
    return get(name) instanceof RawJson raw ? raw : RawJson.NULL;
  }

  @SuppressWarnings("unchecked") // a list here has been filled with strings only
  List<String> texts(String name) throws MalformedMemberException {
    Object value = getUnlessNull(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> texts) {
      return (List<String>) texts;
    }
    throw wrong(name, "an array of strings");
  }

  /** An object; one without members if it is missing. */
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
      throw new MalformedMemberException(pathOf(repeated) + " is there more than once");
    }
    return this;
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + '.' + name;
  }

  private MalformedMemberException wrong(String name, String expected) {
    return new MalformedMemberException(
        pathOf(name) + " must be " + expected + (has(name) ? "" : ", but it is missing"));
  }
}
