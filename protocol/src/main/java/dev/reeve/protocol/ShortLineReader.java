package dev.reeve.protocol;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads short lines, the most frequent messages without the names of their members: {@code
 * ["run",ID,TASK,ATTEMPT,HANDLER,PAYLOAD]} is a {@code task/run}, {@code
 * ["done",ID,ELAPSED_NANOS,RESULT]} its result. Elements after these are ignored, because a later
 * version may add some. This reads those that {@link PlainLine} does not.
 */
final class ShortLineReader {
  private static final String RUN = "run";
  private static final String DONE = "done";

  private final Frame line;
  private final JsonParser parser;
  private @Nullable RequestId id;

  private ShortLineReader(Frame line, JsonParser parser) {
    this.line = line;
    this.parser = parser;
  }

  /** The elements after the first one, as a message. */
  private interface Elements<T> {
    T read(ShortLineReader reader) throws ProtocolException;
  }

  /**
   * Reads a task; null if the line is no short line of a task.
   *
   * @throws ProtocolException if an element is missing or of the wrong type
   */
  static ToWorker.@Nullable RunTask runTask(Frame line) throws ProtocolException {
    return read(line, RUN, ShortLineReader::runTask);
  }

  /** Reads a result, as {@link #runTask(Frame)} reads a task. */
  static FromWorker.@Nullable Success success(Frame line) throws ProtocolException {
    return read(line, DONE, ShortLineReader::success);
  }

  private static <T> @Nullable T read(Frame line, String word, Elements<T> elements)
      throws ProtocolException {
    if (!isArray(line)) {
      return null;
    }
    try (JsonParser parser = line.parser()) {
      boolean isShort =
          parser.nextToken() == JsonToken.START_ARRAY
              && parser.nextToken() == JsonToken.VALUE_STRING
              && parser.getString().equals(word);
      if (!isShort) {
        return null;
      }
      ShortLineReader reader = new ShortLineReader(line, parser);
      T message = elements.read(reader);
      reader.end();
      return message;
    } catch (JacksonException e) {
      throw new ProtocolException(
          RpcError.PARSE_ERROR, "not JSON: " + JsonParsers.explain(e), null);
    }
  }

  private static boolean isArray(Frame line) {
    int at = line.offset();
    int end = at + line.length();
    while (at < end && isSpace(line.array()[at])) {
      at++;
    }
    return at < end && line.array()[at] == '[';
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\t' || character == '\r';
  }

  private ToWorker.RunTask runTask() throws ProtocolException {
    RequestId request = id();
    String task = string("the id of the task");
    int attempt = (int) number("the number of the attempt", 1, Integer.MAX_VALUE);
    String handler = string("the handler");
    Json payload = value("the payload");
    boolean hasMore = parser.nextToken() == JsonToken.VALUE_NUMBER_INT;
    int more = hasMore ? (int) wholeNumber("the number of requests", 0, Integer.MAX_VALUE) : 0;
    return new ToWorker.RunTask(request, task, attempt, handler, payload, more);
  }

  private FromWorker.Success success() throws ProtocolException {
    RequestId request = id();
    long elapsedNanos = number("the elapsed nanoseconds", -1, Long.MAX_VALUE);
    Json result = value("the result");
    JsonToken unused = parser.nextToken();
    return new FromWorker.Success(request, result, elapsedNanos);
  }

  /** Skips the elements from the current one on, and makes sure that nothing follows the array. */
  private void end() {
    for (JsonToken each = parser.currentToken();
        each != JsonToken.END_ARRAY;
        each = parser.nextToken()) {
      parser.skipChildren();
    }
    JsonParsers.expectEnd(parser);
  }

  private RequestId id() throws ProtocolException {
    RequestId read =
        parser.nextToken() == JsonToken.VALUE_STRING
            ? RequestId.of(parser.getString())
            : RequestId.of(wholeNumber("the id of the request", Long.MIN_VALUE, Long.MAX_VALUE));
    id = read;
    return read;
  }

  private String string(String what) throws ProtocolException {
    if (parser.nextToken() != JsonToken.VALUE_STRING) {
      throw invalid(what + " must be a string");
    }
    return parser.getString();
  }

  private long number(String what, long least, long most) throws ProtocolException {
    JsonToken unused = parser.nextToken();
    return wholeNumber(what, least, most);
  }

  private long wholeNumber(String what, long least, long most) throws ProtocolException {
    boolean isWhole =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    long number = isWhole ? parser.getLongValue() : 0;
    if (!isWhole || number < least || number > most) {
      throw invalid(what + " must be a whole number from " + least + " to " + most);
    }
    return number;
  }

  private Json value(String what) throws ProtocolException {
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      throw invalid(what + " is missing");
    }
    return line.copyValue(parser);
  }

  private ProtocolException invalid(String why) {
    return new ProtocolException(RpcError.INVALID_REQUEST, "a short line: " + why, id);
  }
}
