package dev.reeve.worker.mapping;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The forms of {@link Path} and {@link File}. Jackson would make them absolute. A relative path is
 * its text; an absolute one is a URI of a file, as Jackson has it.
 */
final class PathForms {
  private static final String SCHEME = "file:";

  private PathForms() {}

  static void addTo(SimpleModule module) {
    module.addSerializer(Path.class, new PathWriter());
    module.addDeserializer(Path.class, new PathReader());
    module.addSerializer(File.class, new FileWriter());
  }

  private static final class PathWriter extends StdSerializer<Path> {
    PathWriter() {
      super(Path.class);
    }

    @Override
    public void serialize(Path path, JsonGenerator out, SerializationContext context) {
      out.writeString(path.isAbsolute() ? path.toUri().toString() : path.toString());
    }
  }

  private static final class PathReader extends StdDeserializer<Path> {
    PathReader() {
      super(Path.class);
    }

    @Override
    public Path deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.currentToken().isScalarValue() || parser.currentToken().isNumeric()) {
        return (Path) context.handleUnexpectedToken(Path.class, parser);
      }
      String text = parser.getString();
      try {
        return text.startsWith(SCHEME) ? Path.of(URI.create(text)) : Path.of(text);
      } catch (IllegalArgumentException e) { // InvalidPathException is one
        throw context.weirdStringException(text, Path.class, String.valueOf(e.getMessage()));
      }
    }
  }

  private static final class FileWriter extends StdSerializer<File> {
    FileWriter() {
      super(File.class);
    }

    @Override
    public void serialize(File file, JsonGenerator out, SerializationContext context) {
      out.writeString(file.getPath());
    }
  }
}
