package dev.reeve.shared;

/** A queue, or an end of a pipe, is closed. */
public final class ClosedException extends SharedObjectException {
  private static final long serialVersionUID = 1;

  /** With a message for people. */
  public ClosedException(String message) {
    super(message);
  }
}
