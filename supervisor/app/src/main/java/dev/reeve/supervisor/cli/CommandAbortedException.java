package dev.reeve.supervisor.cli;

/** Thrown if a command cannot start. The message, of one or more lines, is for people. */
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
