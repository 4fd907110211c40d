package dev.reeve.supervisor.engine.task;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskStatus;
import org.jspecify.annotations.Nullable;

/** How one attempt ended: with a result if it succeeded, else with an error. */
public record Outcome(TaskStatus status, @Nullable Json result, @Nullable TaskError error) {

  public static Outcome success(Json result) {
    return new Outcome(TaskStatus.SUCCEEDED, result, null);
  }

  public static Outcome failure(TaskStatus status, TaskError error) {
    return new Outcome(status, null, error);
  }
}
