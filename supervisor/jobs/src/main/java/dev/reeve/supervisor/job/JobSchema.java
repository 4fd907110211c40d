package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The JSON Schema of job documents and of the lines of streams, in draft 2020-12. It describes the
 * form; what only the reader of jobs can tell, such as two ids that are equal, it accepts.
 */
public final class JobSchema {
  private static final String FILE = "job.schema.json";
  private static final String OF_DOCUMENT =
      "\"title\": \"Job of Reeve\",\n  \"$ref\": \"#/$defs/job\"";
  private static final String OF_LINE =
      "\"title\": \"Task of a stream for Reeve\",\n  \"$ref\": \"#/$defs/streamTask\"";

  private JobSchema() {}

  /** Returns the schema of a job document. */
  public static String document() throws IOException {
    try (InputStream in = JobSchema.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in, FILE).readAllBytes(), UTF_8);
    }
  }

  /** Returns the schema of a line of a stream, which has the same definitions. */
  public static String line() throws IOException {
    return document().replace(OF_DOCUMENT, OF_LINE);
  }
}
