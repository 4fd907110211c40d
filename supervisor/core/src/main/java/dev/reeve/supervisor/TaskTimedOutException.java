package dev.reeve.supervisor;

import dev.reeve.supervisor.model.TaskResult;

/** Thrown if the last attempt reached its time limit. */
public final class TaskTimedOutException extends TaskException {
  private static final long serialVersionUID = 1L;

  TaskTimedOutException(TaskResult result) {
    super(result);
  }
}
