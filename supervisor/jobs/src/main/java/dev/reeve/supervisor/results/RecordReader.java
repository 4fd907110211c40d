package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.JsonLimits;
import dev.reeve.json.JsonParsers;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.Hex;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A reader of records in any form that other programs may write when they filter or sort a results
 * file: members in another order, unknown members, white space.
 */
final class RecordReader {
  /** Error type in the record of an invalid line of a stream. */
  private static final String INVALID_TASK = "InvalidTask";

  /** Deepest nesting: deeper than any message may be, but harmless for the stack. */
  private static final int MAX_DEPTH = 1_000;

  /** The length of a line bounds that of strings and numbers. */
  static final JsonParsers PARSERS =
      new JsonParsers(
          new JsonLimits(
              MAX_DEPTH,
              JournalLines.MAX_LINE,
              JsonLimits.DEFAULT_NAME_CHARS,
              JournalLines.MAX_LINE,
              true));

  private long seq;
  private @Nullable String id;
  private @Nullable String status;
  private @Nullable String taskHash;
  private @Nullable String errorType;

  private RecordReader() {}

  /**
   * Reads the record on a line.
   *
   * @param end of the line, without its newline
   * @throws IOException if the line is not a record; the message is the reason
   */
  static JournalRecord read(byte[] bytes, int from, int end) throws IOException {
    RecordReader record = new RecordReader();
    try (JsonParser json = PARSERS.openUnchecked(bytes, from, end - from)) {
      record.readMembers(json);
    } catch (JacksonException e) {
      throw new IOException("it is incomplete or not JSON", e);
    }
    return record.toRecord();
  }

  private void readMembers(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("it is not a JSON object");
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "seq" -> seq = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : 0;
        case "id" -> id = text(json);
        case "status" -> status = text(json);
        case "task" -> taskHash = text(json);
        case "error" -> readError(json);
        default -> json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw new IOException("there is more than one record on the line");
    }
  }

  private static @Nullable String text(JsonParser json) {
    String text = json.hasToken(JsonToken.VALUE_STRING) ? json.getString() : null;
    json.skipChildren();
    return text;
  }

  private void readError(JsonParser json) {
    if (!json.hasToken(JsonToken.START_OBJECT)) {
      json.skipChildren();
      return;
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (name.equals("type")) {
        errorType = text(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private JournalRecord toRecord() throws IOException {
    TaskStatus ended = status();
    if (id == null || ended == null) {
      throw new IOException("it has no id, or no known status");
    }
    long hash = hash();
    boolean invalidLine = hash == TaskHash.NONE && INVALID_TASK.equals(errorType);
    return invalidLine
        ? new JournalRecord(Fingerprint.ofInvalidLine(id, seq), ContentKey.NONE, ended)
        : new JournalRecord(Fingerprint.ofTask(id, hash), ContentKey.of(id, hash), ended);
  }

  private @Nullable TaskStatus status() {
    return Arrays.stream(TaskStatus.values())
        .filter(known -> known.word().equals(status))
        .findFirst()
        .orElse(null);
  }

  private long hash() {
    if (taskHash == null) {
      return TaskHash.NONE;
    }
    byte[] digits = taskHash.getBytes(UTF_8);
    return digits.length == Hex.DIGITS ? Hex.parse(digits, 0, digits.length) : TaskHash.NONE;
  }
}
