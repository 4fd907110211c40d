package dev.reeve.supervisor.results;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskResult.WorkerRef;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A parser of records. */
public final class RecordParser {
  private final ByteBuffer record;
  private final boolean whole;
  private long seq;
  private String id = "";
  private String handler = "";
  private int attempts;
  private @Nullable Instant startedAt;
  private double durationMillis;
  private @Nullable TaskStatus status;
  private @Nullable TaskError error;
  private @Nullable WorkerRef worker;
  private @Nullable Json result;

  /**
   * @param whole whether the handler's result and the worker are wanted, too
   */
  private RecordParser(ByteBuffer record, boolean whole) {
    this.record = record;
    this.whole = whole;
  }

  /**
   * Parses a record, for people: the handler's result and the worker are left out.
   *
   * @param status that was read before
   * @throws IOException if it is not a record
   */
  public static TaskResult parse(TaskStatus status, ByteBuffer record) throws IOException {
    return read(record, false).toResult(status);
  }

  /**
   * As {@link #parse(TaskStatus, ByteBuffer)}, with the status that is in the record.
   *
   * @throws IOException if it is not a record; the message is the reason
   */
  public static TaskResult parse(ByteBuffer record) throws IOException {
    return withStatus(read(record, false));
  }

  /**
   * Parses a record with all that is in it but the hash of the task.
   *
   * @throws IOException if it is not a record; the message is the reason
   */
  public static TaskResult parseWhole(ByteBuffer record) throws IOException {
    return withStatus(read(record, true));
  }

  private static TaskResult withStatus(RecordParser parser) throws IOException {
    if (parser.id.isEmpty() || parser.status == null) {
      throw new IOException("it has no id, or no known status");
    }
    return parser.toResult(parser.status);
  }

  private static RecordParser read(ByteBuffer record, boolean whole) throws IOException {
    RecordParser parser = new RecordParser(record, whole);
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
    return TaskResult.builder(seq, id, handler, ended)
        .attempts(attempts)
        .startedAt(startedAt)
        .durationNanos(Math.round(durationMillis * 1e6))
        .worker(worker)
        .result(result)
        .error(error)
        .build();
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
        case "worker" ->
            worker = whole && value == JsonToken.START_OBJECT ? readWorker(json) : null;
        case "result" -> result = whole ? readValue(json) : null;
        default -> {}
      }
      json.skipChildren();
    }
  }

  private static WorkerRef readWorker(JsonParser json) {
    int slot = 0;
    long pid = 0;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "slot" -> slot = value.isNumeric() ? json.getIntValue() : 0;
        case "pid" -> pid = value.isNumeric() ? json.getLongValue() : 0;
        default -> {}
      }
      json.skipChildren();
    }
    return new WorkerRef(slot, pid);
  }

  /** Returns the value on one line, because it may come from another program. */
  private Json readValue(JsonParser json) {
    int end = record.arrayOffset() + record.limit();
    int begin = record.arrayOffset() + record.position();
    byte[] value = JsonParsers.copyValue(json, record.array(), begin, end).utf8();
    return Json.parse(value, 0, value.length);
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
