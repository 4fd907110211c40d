package dev.reeve.supervisor;

import dev.reeve.supervisor.model.TaskResult;

/** The task was cancelled while it ran, or was never started because the run stopped. */
public final class TaskCancelledException extends TaskException {
  private static final long serialVersionUID = 1L;

  TaskCancelledException(TaskResult result) {
    super(result);
  }
}
