package dev.reeve.worker.mapping;

/**
 * A value that has no JSON form, or JSON that is not a value of the expected type. The message
 * begins with the place in the value, such as {@code payload.pages[3].title: …}.
 */
public final class InvalidValueException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidValueException(String message) {
    super(message);
  }

  InvalidValueException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the place in the value, and what is wrong there. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
