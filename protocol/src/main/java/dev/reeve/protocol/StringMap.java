package dev.reeve.protocol;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import dev.reeve.json.JsonWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reader and writer of JSON objects whose members are all strings. */
final class StringMap {
  private StringMap() {}

  /** Writes an object, sorted by name, so that equal maps become equal lines. */
  static Json write(Map<String, String> texts) {
    JsonWriter out = new JsonWriter(64);
    out.beginObject();
    new TreeMap<>(texts).forEach(out::member);
    out.endObject();
    return out.toJson();
  }

  /**
   * Reads an object; {@code null} is an empty one.
   *
   * @param place of the object in its message, for errors
   */
  static Map<String, String> read(Json json, String place) throws MalformedMemberException {
    try (JsonParser parser = JsonParsers.DEFAULT.open(json.utf8(), 0, json.length())) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.VALUE_NULL) {
        return Map.of();
      }
      if (first == JsonToken.START_OBJECT) {
        return members(parser, place);
      }
    } catch (JacksonException e) {
      throw new MalformedMemberException(place + ": " + JsonParsers.explain(e));
    }
    throw new MalformedMemberException(place + " must be an object");
  }

  private static Map<String, String> members(JsonParser parser, String place)
      throws MalformedMemberException {
    Map<String, String> texts = new HashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        throw new MalformedMemberException(place + ": the values must be strings");
      }
      texts.put(name, parser.getString());
    }
    return texts;
  }
}
