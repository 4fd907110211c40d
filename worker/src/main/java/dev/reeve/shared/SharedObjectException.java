package dev.reeve.shared;

/** Thrown when a shared object can't carry out a call; the message says why. */
public class SharedObjectException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Makes the exception with a reason. */
  public SharedObjectException(String message) {
    super(message);
  }

  /** Makes the exception with a reason and its cause. */
  public SharedObjectException(String message, Throwable cause) {
    super(message, cause);
  }
}
