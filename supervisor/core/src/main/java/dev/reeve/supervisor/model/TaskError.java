package dev.reeve.supervisor.model;

import org.jspecify.annotations.Nullable;

/**
 * The reason why a task did not succeed.
 *
 * @param type short name, such as an exception's class or {@code CommandFailed}
 * @param message for people
 * @param stack the handler's stack trace, where there is one
 * @param exitCode exit code of the process that ended, if one did
 * @param signal name of the signal that ended it, such as {@code KILL}, derived from the exit code
 * @param stdoutTail end of that process's standard output, if it was a command; null otherwise
 * @param stderrTail end of that process's standard error; null if it is not known
 */
public record TaskError(
    String type,
    @Nullable String message,
    @Nullable String stack,
    @Nullable Integer exitCode,
    @Nullable String signal,
    @Nullable String stdoutTail,
    @Nullable String stderrTail) {

  /** Creates an error without the end of standard output. */
  public TaskError(
      String type,
      @Nullable String message,
      @Nullable String stack,
      @Nullable Integer exitCode,
      @Nullable String signal,
      @Nullable String stderrTail) {
    this(type, message, stack, exitCode, signal, null, stderrTail);
  }

  /** Returns an error without a process. */
  public static TaskError of(String type, String message) {
    return new TaskError(type, message, null, null, null, null);
  }

  /** Returns a copy with another message. */
  public TaskError withMessage(String text) {
    return new TaskError(type, text, stack, exitCode, signal, stdoutTail, stderrTail);
  }

  /** Returns a copy with the ends of both outputs of another error. */
  public TaskError withTailsOf(TaskError other) {
    return new TaskError(
        type, message, stack, exitCode, signal, other.stdoutTail, other.stderrTail);
  }
}
