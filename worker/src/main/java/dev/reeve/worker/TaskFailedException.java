package dev.reeve.worker;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Fails an attempt with an error type of the handler's choice, and with what is known of a process
 * that ended. {@link TaskContext#submit(String, Json)} throws it for a task that failed.
 */
public class TaskFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final @Nullable Integer exitCode;
  private final @Nullable String signal;
  private final @Nullable String stderrTail;

  /**
   * Makes a failure of this type.
   *
   * @param type the {@code error.type} of the result record, such as {@code CommandFailed}
   */
  public TaskFailedException(String type, String message) {
    this(type, message, null, null, null);
  }

  /**
   * Makes a failure of this type, because a process ended.
   *
   * @param type the {@code error.type} of the result record, such as {@code CommandFailed}
   * @param exitCode of the process
   * @param signal name of the signal that ended the process, such as {@code KILL}
   * @param stderrTail the end of the process's standard error; at most 4 Ki characters are sent
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

  /** Returns the type of the error. */
  public String type() {
    return type;
  }

  /** Returns the exit code of the process; null if none ended. */
  public @Nullable Integer exitCode() {
    return exitCode;
  }

  /** Returns the name of the signal that ended the process; null if none did. */
  public @Nullable String signal() {
    return signal;
  }

  /** Returns the end of the process's standard error; null if none is known. */
  public @Nullable String stderrTail() {
    return stderrTail;
  }
}
