package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.UTF8StreamJsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.jdk8.Jdk8OptionalDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.ReferenceType;

/**
 * The form of a {@link Json} that is a part of another value: its own text, digit for digit. JSON
 * null is {@link Json#NULL}, or an empty {@link Optional} where that is declared; a component that
 * is null is left out, as the missing one is read.
 */
final class JsonForms {
  private JsonForms() {}

  /** Adds the forms. They must come first, as they replace the readers that the module has. */
  static void addTo(SimpleModule module) {
    module.addSerializer(Json.class, new Writer());
    module.setDeserializers(new Readers());
    module.addDeserializer(Json.class, new Reader(Json.NULL));
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

  static Json checked(Json value) {
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

  /** Finds the reader of {@code Optional<Json>}, for which JSON null is an empty one. */
  private static final class Readers extends SimpleDeserializers {
    @Override
    public @Nullable ValueDeserializer<?> findReferenceDeserializer(
        ReferenceType type,
        DeserializationConfig config,
        BeanDescription.Supplier description,
        @Nullable TypeDeserializer contentType,
        @Nullable ValueDeserializer<?> content) {
      return type.hasRawClass(Optional.class) && type.getReferencedType().hasRawClass(Json.class)
          ? new Jdk8OptionalDeserializer(type, null, contentType, new Reader(null))
          : super.findReferenceDeserializer(type, config, description, contentType, content);
    }
  }

  private static final class Reader extends StdDeserializer<Json> {
    private final transient @Nullable Json ofNull;

    /**
     * Makes the reader.
     *
     * @param ofNull what JSON null is read as
     */
    Reader(@Nullable Json ofNull) {
      super(Json.class);
      this.ofNull = ofNull;
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
    public @Nullable Json getNullValue(DeserializationContext context) {
      return ofNull;
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
      return null;
    }
  }
}
