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
  private @Nullable TaskError error;

  private RecordParser() {}

  /**
   * Parses a record.
   *
   * @param status that was read before
   * @throws IOException if it is not a record
   */
  public static TaskResult parse(TaskStatus status, ByteBuffer record) throws IOException {
    RecordParser parser = new RecordParser();
    try (JsonParser json =
        RecordReader.PARSERS.openUnchecked(
            record.array(), record.arrayOffset() + record.position(), record.remaining())) {
      json.nextToken();
      parser.readMembers(json);
    } catch (JacksonException e) {
      throw new IOException("it is incomplete or not JSON", e);
    }
    return new TaskResult(
        parser.seq,
        parser.id,
        parser.handler,
        status,
        parser.attempts,
        parser.startedAt,
        Math.round(parser.durationMillis * 1e6),
        null,
        null,
        parser.error);
  }

  private void readMembers(JsonParser json) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "seq" -> seq = value.isNumeric() ? json.getLongValue() : 0;
        case "id" -> id = text(json, id);
        case "handler" -> handler = text(json, handler);
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

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
