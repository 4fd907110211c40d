package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import dev.reeve.text.Notation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A search for a value inside another, by the names of fields and the numbers of elements. */
final class JsonPath {
  private JsonPath() {}

  /**
   * Returns the value; null if there is none.
   *
   * @param path names of fields; for an array, numbers from 0; if it is empty, the value is whole
   */
  static @Nullable Json find(Json whole, List<String> path) {
    if (path.isEmpty()) {
      return whole;
    }
    byte[] bytes = whole.utf8();
    try (JsonParser parser = JsonParsers.DEFAULT.openUnchecked(bytes, 0, bytes.length)) {
      parser.nextToken();
      for (String step : path) {
        if (!enter(parser, step)) {
          return null;
        }
      }
      return JsonParsers.copyValue(parser, bytes, 0, bytes.length);
    }
  }

  /** Moves to the value of a field or element; returns false if there is none. */
  private static boolean enter(JsonParser parser, String step) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> enterField(parser, step);
      case START_ARRAY -> enterElement(parser, Notation.wholeNumber(step));
      default -> false;
    };
  }

  private static boolean enterField(JsonParser parser, String name) {
    for (String next = parser.nextName(); next != null; next = parser.nextName()) {
      parser.nextToken();
      if (next.equals(name)) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  private static boolean enterElement(JsonParser parser, long index) {
    for (long i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      if (i == index) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  /** Returns the names of an object's fields; none for any other value. */
  static List<String> names(Json value) {
    byte[] bytes = value.utf8();
    List<String> names = new ArrayList<>();
    try (JsonParser parser = JsonParsers.DEFAULT.openUnchecked(bytes, 0, bytes.length)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
          names.add(name);
          parser.nextToken();
          parser.skipChildren();
        }
      }
    }
    return names;
  }

  /** Returns a value as part of a text: a string itself, any other value as its JSON text. */
  static String text(Json value) {
    byte[] bytes = value.utf8();
    if (bytes.length == 0 || bytes[0] != '"') {
      return value.toString();
    }
    try (JsonParser parser = JsonParsers.DEFAULT.openUnchecked(bytes, 0, bytes.length)) {
      parser.nextToken();
      return parser.getString();
    }
  }
}
