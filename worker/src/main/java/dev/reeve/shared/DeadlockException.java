package dev.reeve.shared;

/**
 * Thrown by a call that would have closed a circle of threads which wait for each other's locks
 * without a time limit. The message names the threads and the locks.
 */
public final class DeadlockException extends SharedObjectException {
  private static final long serialVersionUID = 1;

  /** Makes the exception; the message names the threads and the locks. */
  public DeadlockException(String message) {
    super(message);
  }
}
