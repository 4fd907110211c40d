package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The JSON Schema of result records, in draft 2020-12. */
public final class RecordSchema {
  private static final String FILE = "record.schema.json";

  private RecordSchema() {}

  /** Returns the schema. */
  public static String text() throws IOException {
    try (InputStream in = RecordSchema.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in, FILE).readAllBytes(), UTF_8);
    }
  }
}
