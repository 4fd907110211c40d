package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.reeve.json.Json;
import dev.reeve.json.JsonScanner;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reader of tasks that need no parser: those whose fields are {@code id}, {@code handler}, {@code
 * payload}, {@code timeout}, {@code retries}, {@code priority} and {@code tags}, in any order and
 * with any white space. The result is that of the parser; a line with other fields, and one that is
 * not valid, is left to it. One thread.
 */
final class PlainTaskReader {

  /** Longer names are left to the parser, which checks their lengths. */
  private static final int MOST_CHARS = 200;

  /** Digits of a number; one with more is left to the parser. */
  private static final int MOST_DIGITS = 9;

  private static final byte[] ID = ascii("id");
  private static final byte[] HANDLER = ascii("handler");
  private static final byte[] PAYLOAD = ascii("payload");
  private static final byte[] PRIORITY = ascii("priority");

  /** The lines of a stream have few different handlers, and few limits. */
  private byte[] lastHandler = {};

  private String lastHandlerName = "";
  private final PlainLimits limits = new PlainLimits();

  private byte[] bytes = {};
  private int limit;
  private JsonScanner scan = new JsonScanner(bytes, 0);
  private int at;
  private @Nullable String id;
  private @Nullable String handler;
  private @Nullable Json payload;
  private @Nullable Integer priority;
  private @Nullable List<String> tags;

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Returns the task of this line; null if the line is left to the parser. */
  @Nullable PlainTask read(SourceText line) {
    begin(line);
    boolean isWhole = passes('{') && readMember();
    while (isWhole && passes(',')) {
      isWhole = readMember();
    }
    if (!isWhole || !passes('}') || scan.afterSpaces(at) != limit || handler == null) {
      return null;
    }
    return new PlainTask(
        id,
        handler,
        payload == null ? Json.NULL : payload,
        limits.current(),
        priority == null ? 0 : priority,
        tags == null ? List.of() : tags);
  }

  private void begin(SourceText line) {
    bytes = line.bytes();
    at = line.from();
    limit = line.to();
    scan = new JsonScanner(bytes, limit);
    id = null;
    handler = null;
    payload = null;
    priority = null;
    tags = null;
    limits.begin();
  }

  private boolean passes(char expected) {
    at = scan.afterSpaces(at);
    if (at == limit || bytes[at] != expected) {
      return false;
    }
    at++;
    return true;
  }

  private boolean readMember() {
    int from = scan.afterSpaces(at);
    if (!passesString()) {
      return false;
    }
    int end = at;
    return passes(':') && readValue(from + 1, end - 1);
  }

  /** Moves past a string; returns false if there is none. */
  private boolean passesString() {
    at = scan.afterSpaces(at);
    int end = at < limit && bytes[at] == '"' ? scan.endOfString(at) : JsonScanner.UNKNOWN;
    if (end < 0) {
      return false;
    }
    at = end;
    return true;
  }

  /** Reads the value of the member whose name stands from {@code from} to {@code to}. */
  private boolean readValue(int from, int to) {
    at = scan.afterSpaces(at);
    if (isName(from, to, ID)) {
      return id == null && (id = name()) != null;
    }
    if (isName(from, to, HANDLER)) {
      return handler == null && (handler = handler()) != null;
    }
    if (isName(from, to, PAYLOAD)) {
      return payload == null && (payload = payload()) != null;
    }
    if (isName(from, to, PRIORITY)) {
      return priority == null && (priority = number()) != null;
    }
    return readRareValue(new String(bytes, from, to - from, US_ASCII));
  }

  private boolean isName(int from, int to, byte[] name) {
    return to - from == name.length && Arrays.equals(bytes, from, to, name, 0, name.length);
  }

  private boolean readRareValue(String name) {
    return switch (name) {
      case "timeout" -> limits.timeout(text());
      case "retries" -> limits.retries(number());
      case "tags" -> tags == null && (tags = texts()) != null;
      default -> false;
    };
  }

  /** Reads a string without escapes; null if there is none. */
  private @Nullable String text() {
    int from = scan.afterSpaces(at);
    return passesString() ? scan.text(from, at) : null;
  }

  private @Nullable String name() {
    String name = text();
    return name == null || name.isEmpty() || name.length() > MOST_CHARS ? null : name;
  }

  private @Nullable String handler() {
    int from = at;
    int last = from + lastHandler.length;
    if (last <= limit
        && lastHandler.length > 0
        && Arrays.equals(bytes, from, last, lastHandler, 0, lastHandler.length)) {
      at = last;
      return lastHandlerName;
    }
    String name = name();
    if (name != null) {
      lastHandler = Arrays.copyOfRange(bytes, from, at);
      lastHandlerName = name;
    }
    return name;
  }

  private @Nullable Json payload() {
    int end = scan.endOfValue(at);
    if (end < 0 || end - at > JobJson.MAX_TEXT) {
      return null;
    }
    Json value = scan.compactValue(at, end);
    at = end;
    return value;
  }

  /** Reads a whole number of few digits; null if there is none. */
  private @Nullable Integer number() {
    int from = at < limit && bytes[at] == '-' ? at + 1 : at;
    int end = from;
    int number = 0;
    while (end < limit && JsonScanner.isDigit(bytes[end]) && end - from < MOST_DIGITS) {
      number = 10 * number + bytes[end++] - '0';
    }
    boolean isNumber = end == from + 1 || (end > from && bytes[from] != '0');
    int sign = from > at ? -1 : 1;
    at = end; // what follows must be a comma or a brace, else the line is left to the parser
    return isNumber ? (Integer) (sign * number) : null;
  }

  private @Nullable List<String> texts() {
    if (!passes('[')) {
      return null;
    }
    if (passes(']')) {
      return List.of();
    }
    String[] found = new String[1];
    int count = 0;
    do {
      String text = text();
      if (text == null) {
        return null;
      }
      found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
      found[count++] = text;
    } while (passes(','));
    return passes(']') ? List.of(Arrays.copyOf(found, count)) : null;
  }
}
