package dev.reeve.supervisor.serve.http;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * A line of the answer to a stream of tasks.
 *
 * @param recordOf id of the task whose record the line is; null if it is none
 */
record StreamAnswer(Json line, @Nullable String recordOf) {

  /** Makes the record of a task. */
  static StreamAnswer record(String id, Json record) {
    return new StreamAnswer(record, id);
  }

  /** Makes the line that a task was accepted. */
  static StreamAnswer accepted(Json view) {
    return new StreamAnswer(view, null);
  }

  /**
   * Makes the line that a line of the stream is refused.
   *
   * @param number of that line, from 1
   */
  static StreamAnswer refused(long number, Problem problem) {
    JsonWriter out = new JsonWriter(256);
    out.beginObject().member("line").number(number);
    return new StreamAnswer(
        out.member("problem").value(problem.toJson(null)).endObject().toJson(), null);
  }
}
