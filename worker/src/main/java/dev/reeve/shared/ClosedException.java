package dev.reeve.shared;

/** Thrown by a queue that is closed, and by a pipe one of whose ends is closed. */
public final class ClosedException extends SharedObjectException {
  private static final long serialVersionUID = 1;

  /** Makes the exception; the message names the object. */
  public ClosedException(String message) {
    super(message);
  }
}
