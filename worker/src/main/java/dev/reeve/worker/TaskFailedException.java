package dev.reeve.worker;

import org.jspecify.annotations.Nullable;

/**
 * Fails an attempt with an error type of the handler's choice; for a process that ended, with what
 * is known of it.
 */
public class TaskFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final @Nullable Integer exitCode;
  private final @Nullable String signal;
  private final @Nullable String stderrTail;

  /**
   * @param type the {@code error.type} of the result record, such as {@code CommandFailed}
   */
  public TaskFailedException(String type, String message) {
    this(type, message, null, null, null);
  }

  /**
   * @param exitCode of a process that ended
   * @param signal name of the signal that ended it, such as {@code KILL}
   * @param stderrTail the last of what it wrote to standard error
   */
  public TaskFailedException(
      String type,
      String message,
      @Nullable Integer exitCode,
      @Nullable String signal,
      @Nullable String stderrTail) {
    super(message);
    this.type = type;
    this.exitCode = exitCode;
    this.signal = signal;
    this.stderrTail = stderrTail;
  }

  /** The error's type. */
  public String type() {
    return type;
  }

  /** Exit code of the process, if one ended. */
  public @Nullable Integer exitCode() {
    return exitCode;
  }

  /** Signal that ended the process, if one did. */
  public @Nullable String signal() {
    return signal;
  }

  /** The last of what the process wrote to standard error. */
  public @Nullable String stderrTail() {
    return stderrTail;
  }
}
