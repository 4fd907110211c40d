package dev.reeve.supervisor.engine;

import dev.reeve.protocol.RawJson;
import dev.reeve.supervisor.TaskError;
import dev.reeve.supervisor.TaskStatus;
import org.jspecify.annotations.Nullable;

/** How one attempt ended: with a result if it succeeded, else with an error. */
record Outcome(TaskStatus status, @Nullable RawJson result, @Nullable TaskError error) {

  static Outcome success(RawJson result) {
    return new Outcome(TaskStatus.SUCCEEDED, result, null);
  }

  static Outcome failure(TaskStatus status, TaskError error) {
    return new Outcome(status, null, error);
  }
}
