package dev.reeve.supervisor;

import dev.reeve.supervisor.model.TaskResult;

/** Thrown if the task was cancelled while it ran, or never started because the pool stopped. */
public final class TaskCancelledException extends TaskException {
  private static final long serialVersionUID = 1L;

  TaskCancelledException(TaskResult result) {
    super(result);
  }
}
