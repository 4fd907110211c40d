package dev.reeve.shared;

/** A shared object can't do what it was asked; the message says why. */
public class SharedObjectException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message for people. */
  public SharedObjectException(String message) {
    super(message);
  }

  /** With the failure that led to it. */
  public SharedObjectException(String message, Throwable cause) {
    super(message, cause);
  }
}
