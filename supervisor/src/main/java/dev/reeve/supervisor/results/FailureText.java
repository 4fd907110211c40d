package dev.reeve.supervisor.results;

import java.io.IOException;

/** What an exception says, for people. */
final class FailureText {
  private FailureText() {}

  static String of(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
