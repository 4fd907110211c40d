package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A JSON text with gaps for an item. Taken apart once, so that each of millions of payloads is
 * joined from bytes, and what is no gap stays byte for byte as it was written.
 */
final class PayloadTemplate implements Payload {
  private final List<Part> parts;

  /** A piece of the JSON text. */
  private interface Part {
    void write(Item item, JsonWriter out);
  }

  private PayloadTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public Json forItem(Item item) {
    JsonWriter out = new JsonWriter(256);
    for (Part part : parts) {
      part.write(item, out);
    }
    return out.toJson();
  }

  /** Joins a payload from JSON that may have gaps. */
  static final class Builder {
    private final List<Part> parts = new ArrayList<>();
    private final JsonWriter plain = new JsonWriter(256);

    /** JSON text as it is. */
    Builder plain(String json) {
      return plain(json.getBytes(UTF_8));
    }

    /** JSON text as it is. */
    Builder plain(byte[] json) {
      plain.bytes(json);
      return this;
    }

    /** A JSON string that depends on the item. */
    Builder text(Function<Item, String> text) {
      part((item, out) -> out.exactString(text.apply(item)));
      return this;
    }

    /**
     * JSON with gaps in its strings.
     *
     * @param typed whether a string that is a gap and no more takes the item with its JSON type;
     *     else it stays a string
     */
    Builder template(Json json, boolean typed) {
      byte[] bytes = json.utf8();
      int copied = 0;
      try (JsonParser parser = JobJson.parser(bytes, 0, bytes.length)) {
        for (JsonToken token; (token = parser.nextToken()) != null; ) {
          if (token == JsonToken.VALUE_STRING && parser.getString().contains(Item.MARK)) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            plain.bytes(bytes, copied, start - copied);
            copied = (int) parser.currentLocation().getByteOffset();
            gap(parser.getString(), typed);
          }
        }
      }
      plain.bytes(bytes, copied, bytes.length - copied);
      return this;
    }

    private void gap(String string, boolean typed) {
      if (typed && string.equals(Item.MARK)) {
        part((item, out) -> out.value(item.json()));
      } else {
        text(item -> item.in(string));
      }
    }

    private void part(Part part) {
      endPlain();
      parts.add(part);
    }

    private void endPlain() {
      if (plain.length() > 0) {
        byte[] bytes = plain.toByteArray();
        plain.clear();
        parts.add((item, out) -> out.bytes(bytes));
      }
    }

    Payload build() {
      if (parts.isEmpty()) {
        return Payload.fixed(plain.toJson());
      }
      endPlain();
      return new PayloadTemplate(parts);
    }
  }
}
