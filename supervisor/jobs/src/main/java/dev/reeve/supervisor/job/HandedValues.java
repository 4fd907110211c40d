package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.TaskStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a task hands on to those that need it. */
public final class HandedValues {
  private static final String RESULT = "result";

  private HandedValues() {}

  /**
   * Returns the values that there are.
   *
   * @param wanted as {@link Need#values}
   * @param result null if the task has none
   */
  public static Map<String, Json> of(
      Collection<String> wanted, TaskStatus status, @Nullable Json result) {
    Map<String, Json> values = new HashMap<>();
    for (String name : wanted) {
      Json value = name.equals("status") ? Json.string(status.word()) : ofResult(name, result);
      if (value != null) {
        values.put(name, value);
      }
    }
    return values;
  }

  private static @Nullable Json ofResult(String name, @Nullable Json result) {
    if (result == null) {
      return null;
    }
    if (name.equals("stdout")) {
      return stdout(result);
    }
    return name.equals(RESULT)
        ? result
        : JsonPath.find(result, List.of(name.substring(RESULT.length() + 1).split("\\.", -1)));
  }

  /** Returns the output as a shell's {@code $(…)} does: whole, without newlines at its end. */
  private static @Nullable Json stdout(Json result) {
    Json stdout = JsonPath.find(result, List.of("stdout"));
    Json truncated = JsonPath.find(result, List.of("truncated"));
    if (stdout == null || (truncated != null && truncated.toString().equals("true"))) {
      return null;
    }
    String text = JsonPath.text(stdout);
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return Json.string(text.substring(0, end));
  }
}
