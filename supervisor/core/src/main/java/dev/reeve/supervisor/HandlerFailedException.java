package dev.reeve.supervisor;

import dev.reeve.supervisor.model.TaskResult;

/**
 * Thrown if the handler threw, could not be called, or returned a result that cannot be sent or
 * read.
 */
public final class HandlerFailedException extends TaskException {
  private static final long serialVersionUID = 1L;

  HandlerFailedException(TaskResult result) {
    super(result);
  }
}
