package dev.reeve.protocol;

/** A member is missing, or its value is not of its type. */
final class MalformedMemberException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedMemberException(String message) {
    super(message);
  }
}
