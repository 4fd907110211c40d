package dev.reeve.supervisor.serve.queue;

/** The reason why a queue has not accepted a task; the message is for people. */
public abstract sealed class SubmissionException extends Exception
    permits QueueFullException, IdTakenException, QueueClosedException, QueueStorageException {
  private static final long serialVersionUID = 1L;

  SubmissionException(String message) {
    super(message);
  }

  SubmissionException(String message, Throwable cause) {
    super(message, cause);
  }
}
