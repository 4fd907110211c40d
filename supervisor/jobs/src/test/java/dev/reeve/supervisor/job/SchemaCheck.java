package dev.reeve.supervisor.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.reeve.supervisor.results.RecordSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON Schemas, as a validator of another project understands them. */
public final class SchemaCheck {
  /** Longer texts are made by programs, of parts that shorter ones have too. */
  private static final int MAX_CHARS = 10_000;

  private SchemaCheck() {}

  /** Loaded on first use, because most tests need none. */
  private static final class Schemas {
    static final Schema JOB = schema(JobSchema::document);
    static final Schema LINE = schema(JobSchema::line);
    static final Schema RECORD = schema(RecordSchema::text);
  }

  private interface Source {
    String read() throws IOException;
  }

  private static Schema schema(Source source) {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(source.read(), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what is wrong with a job document. */
  static List<String> job(String json) {
    return errors(Schemas.JOB, json);
  }

  /** Returns what is wrong with a line of a stream. */
  static List<String> line(String json) {
    return errors(Schemas.LINE, json);
  }

  /** Requires that a job document that the reader accepts has the form of the schema. */
  static void requireJob(String json) {
    if (json.length() <= MAX_CHARS) {
      assertThat(job(json.replace("\uFEFF", ""))).as(json).isEmpty();
    }
  }

  /** Requires that a record has the form of the schema. */
  public static void requireRecord(String json) {
    assertThat(errors(Schemas.RECORD, json)).as(json).isEmpty();
  }

  private static List<String> errors(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
