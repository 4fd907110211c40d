package dev.reeve.supervisor.each;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import dev.reeve.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A request to a handler: a JSON value with placeholders in its strings. */
final class HandlerPayload implements TaskPayload {
  private final String handler;
  private final List<Piece> pieces = new ArrayList<>();
  private int highestIndex;

  /** A piece of the JSON text. */
  private interface Piece {
    void write(List<String> row, long number, JsonWriter out);
  }

  /**
   * Parses the value.
   *
   * @param placeholders of its strings
   * @throws IllegalArgumentException if it is not JSON, or has an unknown placeholder; the message
   *     is for people
   */
  HandlerPayload(String handler, String json, ArgumentPlaceholders placeholders) {
    this.handler = handler;
    byte[] bytes = Json.parse(json).utf8();
    int copied = 0;
    try (JsonParser parser = JsonParsers.DEFAULT.openUnchecked(bytes, 0, bytes.length)) {
      for (JsonToken token; (token = parser.nextToken()) != null; ) {
        if (token == JsonToken.VALUE_STRING) {
          Template template = Template.of(parser.getString(), placeholders);
          if (template.isPlain(parser.getString())) {
            continue;
          }
          int start = (int) parser.currentTokenLocation().getByteOffset();
          addPlain(bytes, copied, start);
          copied = (int) parser.currentLocation().getByteOffset();
          addString(template);
        }
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the payload is not valid JSON", e);
    }
    addPlain(bytes, copied, bytes.length);
  }

  private void addPlain(byte[] bytes, int from, int to) {
    pieces.add((row, number, out) -> out.bytes(bytes, from, to - from));
  }

  private void addString(Template template) {
    highestIndex = Math.max(highestIndex, template.highestIndex());
    pieces.add((row, number, out) -> out.exactString(template.text(row, number)));
  }

  @Override
  public String handler() {
    return handler;
  }

  @Override
  public Json of(List<String> row, long number) {
    JsonWriter payload = new JsonWriter(256);
    pieces.forEach(piece -> piece.write(row, number, payload));
    return payload.toJson();
  }

  @Override
  public int highestIndex() {
    return highestIndex;
  }
}
