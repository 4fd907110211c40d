package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import dev.reeve.text.Hex;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The results of some tasks, collected from the records of a file; later records count. */
public final class RecordedResults {
  private final Map<String, Long> tasks;
  private final Map<String, Json> byId = new HashMap<>();

  /** A numbered task may have had another id. */
  private final Map<Long, Json> byHash = new HashMap<>();

  /**
   * @param tasks the {@link TaskHash} of each id
   */
  RecordedResults(Map<String, Long> tasks) {
    this.tasks = tasks;
    tasks.values().forEach(hash -> byHash.put(hash, Json.NULL));
  }

  /** Reads the record on a line, if it is one of those tasks. */
  void read(byte[] bytes, int from, int end) {
    if (end == from) {
      return;
    }
    try (JsonParser json = JsonParsers.DEFAULT.openUnchecked(bytes, from, end - from)) {
      String id = "";
      long hash = TaskHash.NONE;
      json.nextToken();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "id" -> id = json.getString();
          case "task" -> hash = hash(json);
          case "result" -> {
            if (byHash.containsKey(hash)) {
              add(id, hash, JsonParsers.copyValue(json, bytes, from, end));
            }
            return;
          }
          default -> json.skipChildren();
        }
      }
    } catch (JacksonException e) {
      // its own task is not recognised either
    }
  }

  private static long hash(JsonParser json) {
    if (!json.hasToken(JsonToken.VALUE_STRING) || json.getString().length() != Hex.DIGITS) {
      return TaskHash.NONE;
    }
    byte[] digits = json.getString().getBytes(US_ASCII);
    return Hex.parse(digits, 0, digits.length);
  }

  private void add(String id, long hash, Json result) {
    byHash.put(hash, result);
    Long wanted = tasks.get(id);
    if (wanted != null && wanted == hash) {
      byId.put(id, result);
    }
  }

  /** Returns the result of a task; null if there is none. */
  public @Nullable Json of(String id, long taskHash) {
    Json result = byId.get(id);
    return result == null ? byHash.get(taskHash) : result;
  }
}
