package dev.reeve.supervisor.serve.queue;

/**
 * Thrown if a task cannot be written to the queue's folder, for example because the disk is full;
 * it may be accepted later.
 */
public final class QueueStorageException extends SubmissionException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message for people; has the reason
   */
  public QueueStorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
