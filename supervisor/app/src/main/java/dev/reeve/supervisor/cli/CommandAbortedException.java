package dev.reeve.supervisor.cli;

/** A command ends before it has begun; the message, of one line or several, is for people. */
final class CommandAbortedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  CommandAbortedException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
