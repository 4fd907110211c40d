package dev.reeve.supervisor.results;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.Task;
import java.util.List;

/**
 * A writer of tasks as lines of a stream, with all defaults written out: the output of a dry run,
 * which can be run itself.
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
