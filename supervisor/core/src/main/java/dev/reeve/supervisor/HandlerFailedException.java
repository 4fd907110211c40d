package dev.reeve.supervisor;

import dev.reeve.supervisor.model.TaskResult;

/** The handler threw, could not be called, or gave a result that can't be sent or read. */
public final class HandlerFailedException extends TaskException {
  private static final long serialVersionUID = 1L;

  HandlerFailedException(TaskResult result) {
    super(result);
  }
}
