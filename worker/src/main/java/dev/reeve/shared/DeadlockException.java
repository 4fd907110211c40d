package dev.reeve.shared;

/**
 * To wait for the lock would have closed a circle of threads that wait for each other without a
 * limit. The message tells who waits for whom.
 */
public final class DeadlockException extends SharedObjectException {
  private static final long serialVersionUID = 1;

  /** With who waits for whom. */
  public DeadlockException(String message) {
    super(message);
  }
}
