package dev.reeve.supervisor.results;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.Task;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A writer of tasks as lines of a stream, with all defaults written out: the output of a dry run,
 * which can be run itself.
 */
public final class TaskLineWriter {
  private TaskLineWriter() {}

  /** Returns the task as a line has it, without a newline. */
  public static Json json(Task task) {
    JsonWriter out = new JsonWriter(task.payload().length() + 256);
    write(task, out);
    out.truncate(out.length() - 1); // the newline
    return out.toJson();
  }

  /** Appends the line and its newline. */
  public static void write(Task task, JsonWriter out) {
    write(task, List.of(), out);
  }

  /**
   * As {@link #write(Task, JsonWriter)}, for a task of a document.
   *
   * @param needs elements of its field {@code needs}, with which the line is none of a stream
   */
  public static void write(Task task, List<Json> needs, JsonWriter out) {
    out.ascii("{\"id\":").string(task.id());
    out.ascii(",\"handler\":").string(task.handler());
    out.ascii(",\"payload\":").value(task.payload());
    if (task.policy().timeout() != null) {
      long millis = Math.max(1, task.policy().timeout().toMillis());
      out.ascii(",\"timeout\":\"").number(millis).ascii("ms\"");
    }
    out.ascii(",\"retries\":").number(task.policy().retries());
    if (!task.policy().backoff().equals(Backoff.DEFAULT)) {
      writeBackoff(task.policy().backoff(), out);
    }
    out.ascii(",\"priority\":").number(task.priority());
    writeTags(task.tags(), out);
    if (!task.policy().uses().isEmpty()) {
      writeUses(task.policy().uses(), out);
    }
    if (!needs.isEmpty()) {
      writeNeeds(needs, out);
    }
    out.ascii("}\n");
  }

  private static void writeBackoff(Backoff backoff, JsonWriter out) {
    out.ascii(",\"backoff\":{\"initial\":\"").number(backoff.initial().toMillis());
    out.ascii("ms\",\"factor\":").number(backoff.factor());
    out.ascii(",\"max\":\"").number(backoff.max().toMillis()).ascii("ms\"}");
  }

  private static void writeUses(Map<String, Integer> uses, JsonWriter out) {
    String divider = ",\"uses\":{";
    for (Map.Entry<String, Integer> use : new TreeMap<>(uses).entrySet()) {
      out.ascii(divider).string(use.getKey()).ascii(':').number(use.getValue());
      divider = ",";
    }
    out.ascii('}');
  }

  private static void writeNeeds(List<Json> needs, JsonWriter out) {
    String divider = ",\"needs\":[";
    for (Json need : needs) {
      out.ascii(divider).value(need);
      divider = ",";
    }
    out.ascii(']');
  }

  private static void writeTags(List<String> tags, JsonWriter out) {
    out.ascii(",\"tags\":[");
    String divider = "";
    for (String tag : tags) {
      out.ascii(divider).string(tag);
      divider = ",";
    }
    out.ascii(']');
  }
}
