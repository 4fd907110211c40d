package dev.reeve.protocol;

/** A member that is missing, or whose value is of another type. */
final class MalformedMemberException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedMemberException(String message) {
    super(message);
  }
}
