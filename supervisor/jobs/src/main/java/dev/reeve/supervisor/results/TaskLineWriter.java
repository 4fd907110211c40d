package dev.reeve.supervisor.results;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.Task;
import java.util.List;

/**
 * A task as a line of JSON, in the form of a stream's task, with everything that was a default
 * written out: what a dry run shows. Such lines can be run again.
 */
public final class TaskLineWriter {
  private TaskLineWriter() {}

  /** Appends the line and its newline. */
  public static void write(Task task, JsonWriter out) {
    out.ascii("{\"id\":").string(task.id());
    out.ascii(",\"handler\":").string(task.handler());
    out.ascii(",\"payload\":").value(task.payload());
    if (task.policy().timeout() != null) {
      out.ascii(",\"timeout\":\"").number(task.policy().timeout().toMillis()).ascii("ms\"");
    }
    out.ascii(",\"retries\":").number(task.policy().retries());
    out.ascii(",\"priority\":").number(task.priority());
    writeTags(task.tags(), out);
    out.ascii("}\n");
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
