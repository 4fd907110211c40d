package dev.reeve.supervisor.serve.queue;

/**
 * Thrown if a queue accepts no more tasks, or is closed before a task of its folder has ended; such
 * a task waits there for the next server.
 */
public final class QueueClosedException extends SubmissionException {
  private static final long serialVersionUID = 1L;

  QueueClosedException(String message) {
    super(message);
  }
}
