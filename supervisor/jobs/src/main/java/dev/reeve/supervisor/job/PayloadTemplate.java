package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A JSON text with gaps for placeholders. It is parsed once, so that each of millions of payloads
 * is joined from parts; the text between the gaps keeps its bytes.
 */
final class PayloadTemplate implements Payload {
  private final List<Part> parts;
  private final boolean takesResults;

  /** A part of the JSON text: plain bytes or a gap. */
  private interface Part {
    void write(TaskValues values, JsonWriter out);
  }

  private PayloadTemplate(List<Part> parts, boolean takesResults) {
    this.parts = List.copyOf(parts);
    this.takesResults = takesResults;
  }

  @Override
  public Json with(TaskValues values) {
    JsonWriter out = new JsonWriter(256);
    for (Part part : parts) {
      part.write(values, out);
    }
    return out.toJson();
  }

  @Override
  public boolean takesResults() {
    return takesResults;
  }

  /** Builder of a payload from plain JSON and JSON with gaps. */
  static final class Builder {
    private final List<Part> parts = new ArrayList<>();
    private final JsonWriter plain = new JsonWriter(256);
    private final PlaceholderScope scope;
    private boolean takesResults;

    Builder(PlaceholderScope scope) {
      this.scope = scope;
    }

    /** Appends JSON text without gaps. */
    Builder plain(String json) {
      return plain(json.getBytes(UTF_8));
    }

    /** Appends JSON text without gaps. */
    Builder plain(byte[] json) {
      plain.bytes(json);
      return this;
    }

    /** Appends a JSON string with placeholders, of which more is made than their texts. */
    Builder text(TextTemplate template, UnaryOperator<String> change) {
      takesResults |= template.takesResults();
      part((values, out) -> out.exactString(change.apply(template.with(values))));
      return this;
    }

    /** Appends the value of a placeholder as a JSON string. */
    Builder text(TaskPlaceholder placeholder) {
      takesResults |= placeholder instanceof NeedPlaceholder;
      part((values, out) -> out.exactString(placeholder.text(values)));
      return this;
    }

    /**
     * Appends JSON with placeholders in its strings.
     *
     * @param typed whether a string that is only a placeholder is replaced by its value with its
     *     JSON type; else it stays a string
     */
    Builder template(Json json, boolean typed) {
      byte[] bytes = json.utf8();
      int copied = 0;
      try (JsonParser parser = JobJson.parser(bytes, 0, bytes.length)) {
        for (JsonToken token; (token = parser.nextToken()) != null; ) {
          if (token != JsonToken.VALUE_STRING) {
            continue;
          }
          TextTemplate text = TextTemplate.of(parser.getString(), scope);
          if (!text.isFixed()) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            plain.bytes(bytes, copied, start - copied);
            copied = (int) parser.currentLocation().getByteOffset();
            gap(text, typed);
          }
        }
      }
      plain.bytes(bytes, copied, bytes.length - copied);
      return this;
    }

    private void gap(TextTemplate text, boolean typed) {
      TaskPlaceholder only = typed ? text.only() : null;
      if (only == null) {
        text(text, UnaryOperator.identity());
      } else {
        takesResults |= only instanceof NeedPlaceholder;
        part((values, out) -> out.value(only.json(values)));
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
        parts.add((values, out) -> out.bytes(bytes));
      }
    }

    Payload build() {
      if (parts.isEmpty()) {
        return Payload.fixed(plain.toJson());
      }
      endPlain();
      return new PayloadTemplate(parts, takesResults);
    }
  }
}
