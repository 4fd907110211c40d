package dev.reeve.supervisor.job;

/** Thrown if a needed task does not hand on a value; the message is for people. */
public final class MissingValueException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MissingValueException(String message) {
    super(message);
  }
}
