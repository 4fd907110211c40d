package dev.reeve.supervisor.control;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A small JSON object whose members are asked for by name. A member that is {@code null} is as good
 * as missing. All getters throw {@link IllegalArgumentException}, with a message for people, if the
 * member is missing or of another type.
 */
public final class JsonObject {
  private final Map<String, Json> members;

  private JsonObject(Map<String, Json> members) {
    this.members = members;
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException if it is none, or has a member twice
   */
  public static JsonObject parse(byte[] utf8, int from, int length) {
    try (JsonParser parser = JsonParsers.DEFAULT.open(utf8, from, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it is no JSON object");
      }
      Map<String, Json> members = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        Json value = JsonParsers.copyValue(parser, utf8, from, from + length);
        if (members.put(name, value) != null) {
          throw new IllegalArgumentException("a member is given twice");
        }
      }
      JsonParsers.expectEnd(parser);
      return new JsonObject(members);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is not valid JSON: " + JsonParsers.explain(e), e);
    }
  }

  /** Returns the names of all members, in their order. */
  public Set<String> names() {
    return members.keySet();
  }

  /** Returns whether there is such a member, and it is not {@code null}. */
  public boolean has(String name) {
    return members.containsKey(name) && !Json.NULL.equals(members.get(name));
  }

  /** Returns the value of a member. */
  public Json value(String name) {
    Json value = members.get(name);
    if (value == null || value.equals(Json.NULL)) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  /** Returns a whole number. */
  public long number(String name) {
    return value(name)
        .toLong()
        .orElseThrow(() -> new IllegalArgumentException(name + " is no whole number"));
  }

  /** Returns a number. */
  public double real(String name) {
    Json value = value(name);
    byte first = value.utf8()[0];
    if (first != '-' && (first < '0' || first > '9')) {
      throw new IllegalArgumentException(name + " is no number");
    }
    return Double.parseDouble(value.toString());
  }

  /** Returns a text. */
  public String text(String name) {
    Json value = value(name);
    try (JsonParser parser = JsonParsers.DEFAULT.open(value.utf8(), 0, value.length())) {
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        throw new IllegalArgumentException(name + " is no text");
      }
      return parser.getString();
    }
  }

  /** Returns an object. */
  public JsonObject object(String name) {
    Json value = value(name);
    if (value.utf8()[0] != '{') {
      throw new IllegalArgumentException(name + " is no object");
    }
    return parse(value.utf8(), 0, value.length());
  }

  /** Returns the objects of an array. */
  public List<JsonObject> objects(String name) {
    Json value = value(name);
    if (value.utf8()[0] != '[') {
      throw new IllegalArgumentException(name + " is no array");
    }
    List<JsonObject> objects = new ArrayList<>();
    for (Json element : value.elements()) {
      objects.add(parse(element.utf8(), 0, element.length()));
    }
    return objects;
  }
}
