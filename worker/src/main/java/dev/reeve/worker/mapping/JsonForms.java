package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.UTF8StreamJsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The form of a {@link Json} that is a part of another value: its own text, digit for digit. JSON
 * null is {@link Json#NULL}; a component that is null is left out, as the missing one is read.
 */
final class JsonForms {
  private JsonForms() {}

  static void addTo(SimpleModule module) {
    module.addSerializer(Json.class, new Writer());
    module.addDeserializer(Json.class, new Reader());
  }

  private static void write(Json value, JsonGenerator out) {
    Json json = checked(value);
    int depth = out.streamWriteContext().getNestingDepth() + json.depth();
    if (depth > JacksonRules.MAX_DEPTH) {
      throw new ValueRefusal(
          "with what is around it, it is nested "
              + depth
              + " levels deep; "
              + JacksonRules.MAX_DEPTH
              + " are allowed");
    }
    out.writeRawValue(json.toString());
  }

  private static Json checked(Json value) {
    try {
      return value.checked();
    } catch (IllegalArgumentException e) {
      throw new ValueRefusal(String.valueOf(e.getMessage()));
    }
  }

  /** The form where the type is declared. */
  static final class JsonShape extends Shape {
    @Override
    void write(Object value, JsonGenerator out) {
      requireClass(value, Json.class);
      JsonForms.write((Json) value, out);
    }

    @Override
    void writeNullable(@Nullable Object value, JsonGenerator out) {
      if (value == null) {
        throw new ValueRefusal("must not be null: it would arrive as Json.NULL");
      }
      write(value, out);
    }

    @Override
    boolean isLeftOut(@Nullable Object value) {
      return value == null;
    }
  }

  private static final class Writer extends StdSerializer<Json> {
    Writer() {
      super(Json.class);
    }

    @Override
    public void serialize(Json value, JsonGenerator out, SerializationContext context) {
      write(value, out);
    }
  }

  private static final class Reader extends StdDeserializer<Json> {
    Reader() {
      super(Json.class);
    }

    @Override
    public Json deserialize(JsonParser parser, DeserializationContext context) {
      return parser instanceof UTF8StreamJsonParser
              && parser.currentTokenLocation().contentReference().getRawContent()
                  instanceof byte[] source
          ? JsonParsers.copyValue(parser, source, 0, source.length)
          : copyTokens(parser);
    }

    /**
     * Copies a value that Jackson has kept as tokens until it found what type it belongs to, since
     * another program has not written that first. Texts may have other escapes then.
     */
    private static Json copyTokens(JsonParser parser) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JsonGenerator out = JacksonRules.generator(bytes)) {
        int depth = 0;
        do {
          JsonToken token = parser.currentToken();
          depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
          copyToken(parser, token, out);
        } while (depth > 0 && parser.nextToken() != null);
      }
      return Json.ofTrusted(bytes.toByteArray());
    }

    /** Copies numbers as texts, with all their digits. */
    private static void copyToken(JsonParser parser, JsonToken token, JsonGenerator out) {
      if (token.isNumeric()) {
        out.writeNumber(parser.getString());
      } else {
        out.copyCurrentEvent(parser);
      }
    }

    @Override
    public Json getNullValue(DeserializationContext context) {
      return Json.NULL;
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
      return null;
    }
  }
}
