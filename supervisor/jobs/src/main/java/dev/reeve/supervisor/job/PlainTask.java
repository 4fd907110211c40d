package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import dev.reeve.json.JsonScanner;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task of a stream that has a handler, perhaps an id and a payload, and nothing else, in plain
 * writing: what most lines are that programs write. It is read without a parser, which would make
 * the same of it; every other line is left to that.
 *
 * @param id null if it has none
 */
record PlainTask(@Nullable String id, String handler, Json payload) {

  /** Longer names are left to the parser, which knows how long each may be. */
  private static final int MOST_CHARS = 200;

  /** The task of this line; null if it is left to the parser. */
  static @Nullable PlainTask of(SourceText line) {
    return new Reader(line).read();
  }

  Task task(long seq, String taskId, TaskPolicy policy) {
    return new Task(seq, taskId, handler, payload, policy, 0, List.of());
  }

  /** Reads one line; spaces are passed over wherever they may be, but inside of a payload. */
  private static final class Reader {
    private final byte[] bytes;
    private final int limit;
    private final JsonScanner scan;
    private int at;
    private @Nullable String id;
    private @Nullable String handler;
    private @Nullable Json payload;

    Reader(SourceText line) {
      bytes = line.bytes();
      at = line.from();
      limit = line.to();
      scan = new JsonScanner(bytes, limit);
    }

    @Nullable PlainTask read() {
      boolean isWhole = passes('{') && readMember();
      while (isWhole && passes(',')) {
        isWhole = readMember();
      }
      if (!isWhole || !passes('}') || !isAtEnd() || handler == null) {
        return null;
      }
      return new PlainTask(id, handler, payload == null ? Json.NULL : payload);
    }

    private boolean passes(char expected) {
      passSpaces();
      if (at == limit || bytes[at] != expected) {
        return false;
      }
      at++;
      return true;
    }

    private void passSpaces() {
      while (at < limit && bytes[at] == ' ') {
        at++;
      }
    }

    private boolean isAtEnd() {
      passSpaces();
      return at == limit;
    }

    private boolean readMember() {
      String name = text();
      if (name == null || !passes(':')) {
        return false;
      }
      return switch (name) {
        case "id" -> id == null && (id = name()) != null;
        case "handler" -> handler == null && (handler = name()) != null;
        case "payload" -> payload == null && (payload = value()) != null;
        default -> false;
      };
    }

    private @Nullable String text() {
      passSpaces();
      String text = scan.plainText(at);
      at += text == null ? 0 : text.length() + 2;
      return text;
    }

    private @Nullable String name() {
      String name = text();
      return name == null || name.isEmpty() || name.length() > MOST_CHARS ? null : name;
    }

    private @Nullable Json value() {
      passSpaces();
      int end = scan.endOfValue(at);
      if (end < 0 || end - at > JobJson.MAX_TEXT) {
        return null;
      }
      Json value = Json.ofTrusted(Arrays.copyOfRange(bytes, at, end));
      at = end;
      return value;
    }
  }
}
