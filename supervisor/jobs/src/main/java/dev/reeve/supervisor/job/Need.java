package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import java.util.Set;

/**
 * A need of a part's tasks: a task that must have ended before they start, or all tasks of a part.
 *
 * @param name as the job has it, such as {@code a} or {@code b[*]}
 * @param part number of the part that is needed
 * @param ordinal number of the one task in that part, from 1; 0 for all
 * @param whenEnded whether it may have ended in any way; else it must have succeeded
 * @param values what of it is handed on: {@code status}, {@code stdout}, {@code result}, {@code
 *     result.path}
 */
public record Need(String name, int part, long ordinal, boolean whenEnded, Set<String> values) {
  public Need {
    values = Set.copyOf(values);
  }

  /** Returns the need as an element of a document's {@code needs}. */
  public Json toJson() {
    JsonWriter out = new JsonWriter();
    if (whenEnded) {
      out.ascii("{\"task\":").string(name).ascii(",\"when\":\"ended\"}");
    } else {
      out.string(name);
    }
    return out.toJson();
  }
}
