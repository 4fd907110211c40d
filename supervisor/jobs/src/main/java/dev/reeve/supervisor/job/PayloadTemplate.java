package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.RawJson;
import java.io.ByteArrayOutputStream;
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
    void write(Item item, ByteArrayOutputStream out);
  }

  private PayloadTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public RawJson forItem(Item item) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    for (Part part : parts) {
      part.write(item, out);
    }
    return RawJson.ofTrusted(out.toByteArray());
  }

  /** Joins a payload from JSON that may have gaps. */
  static final class Builder {
    private final List<Part> parts = new ArrayList<>();
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream(256);

    /** JSON text as it is. */
    Builder plain(String json) {
      return plain(json.getBytes(UTF_8));
    }

    /** JSON text as it is. */
    Builder plain(byte[] json) {
      plain.writeBytes(json);
      return this;
    }

    /** A JSON string that depends on the item. */
    Builder text(Function<Item, String> text) {
      part((item, out) -> JsonText.quote(text.apply(item), out));
      return this;
    }

    /**
     * JSON with gaps in its strings.
     *
     * @param typed whether a string that is a gap and no more takes the item with its JSON type;
     *     else it stays a string
     */
    Builder template(RawJson json, boolean typed) {
      byte[] bytes = json.utf8();
      int copied = 0;
      try (JsonParser parser = JsonText.parser(bytes, 0, bytes.length)) {
        for (JsonToken token; (token = parser.nextToken()) != null; ) {
          if (token == JsonToken.VALUE_STRING && parser.getString().contains(Item.MARK)) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            plain.write(bytes, copied, start - copied);
            copied = (int) parser.currentLocation().getByteOffset();
            gap(parser.getString(), typed);
          }
        }
      }
      plain.write(bytes, copied, bytes.length - copied);
      return this;
    }

    private void gap(String string, boolean typed) {
      if (typed && string.equals(Item.MARK)) {
        part((item, out) -> out.writeBytes(item.json().utf8()));
      } else {
        text(item -> item.in(string));
      }
    }

    private void part(Part part) {
      endPlain();
      parts.add(part);
    }

    private void endPlain() {
      if (plain.size() > 0) {
        byte[] bytes = plain.toByteArray();
        plain.reset();
        parts.add((item, out) -> out.writeBytes(bytes));
      }
    }

    Payload build() {
      if (parts.isEmpty()) {
        return Payload.fixed(RawJson.ofTrusted(plain.toByteArray()));
      }
      endPlain();
      return new PayloadTemplate(parts);
    }
  }
}
