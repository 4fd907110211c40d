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

/** Reader and writer of batch sizes by the names of handlers. */
final class BatchSizes {
  private static final String PLACE = "batches";

  private BatchSizes() {}

  /** Writes an object, sorted by name, so that equal maps become equal lines. */
  static void write(Map<String, BatchSize> sizes, JsonWriter out) {
    out.beginObject();
    new TreeMap<>(sizes).forEach((name, size) -> write(name, size, out));
    out.endObject();
  }

  private static void write(String name, BatchSize size, JsonWriter out) {
    out.anyMember(name).beginObject();
    out.member("maxItems").number(size.maxItems());
    out.member("maxWaitMillis").number(size.maxWaitMillis());
    out.member("maxBytes").number(size.maxBytes());
    out.endObject();
  }

  /** Reads an object; {@code null} is an empty one. */
  static Map<String, BatchSize> read(Json json) throws MalformedMemberException {
    Frame source = new Frame(json.utf8(), 0, json.length());
    try (JsonParser parser = source.parser()) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.VALUE_NULL) {
        return Map.of();
      }
      if (first == JsonToken.START_OBJECT) {
        return sizes(parser, source);
      }
    } catch (JacksonException e) {
      throw new MalformedMemberException(PLACE + ": " + JsonParsers.explain(e));
    }
    throw new MalformedMemberException(PLACE + " must be an object");
  }

  private static Map<String, BatchSize> sizes(JsonParser parser, Frame source)
      throws MalformedMemberException {
    Map<String, BatchSize> sizes = new HashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedMemberException(PLACE + ": the values must be objects");
      }
      Members size = MembersReader.read(parser, source, PLACE);
      sizes.put(
          name,
          new BatchSize(
              (int) size.number("maxItems", 1, Integer.MAX_VALUE),
              size.number("maxWaitMillis", 0, Long.MAX_VALUE, 0),
              size.number("maxBytes", 1, Long.MAX_VALUE, Long.MAX_VALUE)));
    }
    return sizes;
  }
}
