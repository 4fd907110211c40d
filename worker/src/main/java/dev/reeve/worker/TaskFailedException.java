package dev.reeve.worker;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Fails an attempt with an error type of the handler's choice, and with what is known of a process
 * that ended. {@link TaskContext#submit(String, Json)} throws it for a task that failed.
 *
 * <pre>{@code
 * if (page.isEmpty()) {
 *   throw new TaskFailedException("EmptyPage", "page " + number + " has no text");
 * }
 * }</pre>
 */
public class TaskFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final FailedProcess process;

  /**
   * Makes a failure of this type.
   *
   * @param type the {@code error.type} of the result record, such as {@code CommandFailed}
   */
  public TaskFailedException(String type, String message) {
    this(type, message, FailedProcess.NONE);
  }

  /**
   * Makes a failure of this type, because of a process.
   *
   * @param type the {@code error.type} of the result record, such as {@code CommandFailed}
   */
  public TaskFailedException(String type, String message, FailedProcess process) {
    super(message);
    this.type = type;
    this.process = process;
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
    this(type, message, new FailedProcess(exitCode, signal, null, stderrTail));
  }

  /** Returns the type of the error. */
  public String type() {
    return type;
  }

  /** Returns the exit code of the process; null if none ended. */
  public @Nullable Integer exitCode() {
    return process.exitCode();
  }

  /** Returns the name of the signal that ended the process; null if none did. */
  public @Nullable String signal() {
    return process.signal();
  }

  /** Returns the end of the process's standard output; null if none is known. */
  public @Nullable String stdoutTail() {
    return process.stdoutTail();
  }

  /** Returns the end of the process's standard error; null if none is known. */
  public @Nullable String stderrTail() {
    return process.stderrTail();
  }
}
