package dev.reeve.worker.mapping;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads values of {@link Number}, whose class the text tells. */
final class NumberReader extends StdDeserializer<Number> {

  NumberReader() {
    super(Number.class);
  }

  @Override
  public @Nullable Number deserialize(JsonParser parser, DeserializationContext context) {
    return parser.currentToken().isNumeric()
        ? AnyReader.number(parser)
        : (Number) context.handleUnexpectedToken(Number.class, parser);
  }
}
