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
 * A JSON text with gaps for an item. It is parsed once, so that each of millions of payloads is
 * joined from parts; the text between the gaps keeps its bytes.
 */
final class PayloadTemplate implements Payload {
  private final List<Part> parts;

  /** A part of the JSON text: plain bytes or a gap. */
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

  /** Builder of a payload from plain JSON and JSON with gaps. */
  static final class Builder {
    private final List<Part> parts = new ArrayList<>();
    private final JsonWriter plain = new JsonWriter(256);

    /** Appends JSON text without gaps. */
    Builder plain(String json) {
      return plain(json.getBytes(UTF_8));
    }

    /** Appends JSON text without gaps. */
    Builder plain(byte[] json) {
      plain.bytes(json);
      return this;
    }

    /** Appends a JSON string that depends on the item. */
    Builder text(Function<Item, String> text) {
      part((item, out) -> out.exactString(text.apply(item)));
      return this;
    }

    /**
     * Appends JSON with gaps in its strings.
     *
     * @param typed whether a string that is only a gap is replaced by the item with its JSON type;
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
