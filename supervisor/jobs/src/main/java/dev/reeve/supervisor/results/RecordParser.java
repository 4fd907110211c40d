package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A parser of records, for people: the handler's result is left out. */
public final class RecordParser {
  private long seq;
  private String id = "";
  private String handler = "";
  private int attempts;
  private @Nullable Instant startedAt;
  private double durationMillis;
  private @Nullable TaskStatus status;
  private @Nullable TaskError error;

  private RecordParser() {}

  /**
   * Parses a record.
   *
   * @param status that was read before
   * @throws IOException if it is not a record
   */
  public static TaskResult parse(TaskStatus status, ByteBuffer record) throws IOException {
    return read(record).toResult(status);
  }

  /**
   * Parses a record.
   *
   * @throws IOException if it is not a record; the message is the reason
   */
  public static TaskResult parse(ByteBuffer record) throws IOException {
    RecordParser parser = read(record);
    if (parser.id.isEmpty() || parser.status == null) {
      throw new IOException("it has no id, or no known status");
    }
    return parser.toResult(parser.status);
  }

  private static RecordParser read(ByteBuffer record) throws IOException {
    RecordParser parser = new RecordParser();
    try (JsonParser json =
        RecordReader.PARSERS.openUnchecked(
            record.array(), record.arrayOffset() + record.position(), record.remaining())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is not a JSON object");
      }
      parser.readMembers(json);
      if (json.nextToken() != null) {
        throw new IOException("there is more than one record on the line");
      }
    } catch (JacksonException e) {
      throw new IOException("it is incomplete or not JSON", e);
    }
    return parser;
  }

  private TaskResult toResult(TaskStatus ended) {
    return new TaskResult(
        seq,
        id,
        handler,
        ended,
        attempts,
        startedAt,
        Math.round(durationMillis * 1e6),
        null,
        null,
        error);
  }

  private void readMembers(JsonParser json) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "seq" -> seq = value.isNumeric() ? json.getLongValue() : 0;
        case "id" -> id = text(json, id);
        case "handler" -> handler = text(json, handler);
        case "status" -> status = status(text(json, ""));
        case "attempts" -> attempts = value.isNumeric() ? json.getIntValue() : 0;
        case "startedAt" -> startedAt = instant(text(json, ""));
        case "durationMs" -> durationMillis = value.isNumeric() ? json.getDoubleValue() : 0;
        case "error" -> error = value == JsonToken.START_OBJECT ? readError(json) : null;
        default -> {}
      }
      json.skipChildren();
    }
  }

  private static TaskError readError(JsonParser json) {
    String type = "";
    String[] texts = new String[5];
    Integer exitCode = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "type" -> type = text(json, type);
        case "message" -> texts[0] = textOrNull(json);
        case "stack" -> texts[1] = textOrNull(json);
        case "signal" -> texts[2] = textOrNull(json);
        case "stdoutTail" -> texts[3] = textOrNull(json);
        case "stderrTail" -> texts[4] = textOrNull(json);
        case "exitCode" ->
            exitCode = value == JsonToken.VALUE_NUMBER_INT ? (Integer) json.getIntValue() : null;
        default -> {}
      }
      json.skipChildren();
    }
    return new TaskError(type, texts[0], texts[1], exitCode, texts[2], texts[3], texts[4]);
  }

  private static String text(JsonParser json, String otherwise) {
    return json.hasToken(JsonToken.VALUE_STRING) ? json.getString() : otherwise;
  }

  private static @Nullable String textOrNull(JsonParser json) {
    return json.hasToken(JsonToken.VALUE_STRING) ? json.getString() : null;
  }

  private static @Nullable TaskStatus status(String word) {
    for (TaskStatus known : TaskStatus.values()) {
      if (known.word().equals(word)) {
        return known;
      }
    }
    return null;
  }

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
