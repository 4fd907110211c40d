package dev.reeve.supervisor.model;

import org.jspecify.annotations.Nullable;

/**
 * Why a task did not succeed.
 *
 * @param type short name, such as an exception's class or {@code CommandFailed}
 * @param message for people
 * @param stack the handler's stack trace, where there is one
 * @param exitCode of the process that ended, where one did
 * @param signal name of the signal that ended it, such as {@code KILL}, as far as its exit code
 *     tells
 * @param stderrTail the last of what that process wrote to standard error
 */
public record TaskError(
    String type,
    @Nullable String message,
    @Nullable String stack,
    @Nullable Integer exitCode,
    @Nullable String signal,
    @Nullable String stderrTail) {

  /** An error that no process is part of. */
  public static TaskError of(String type, String message) {
    return new TaskError(type, message, null, null, null, null);
  }

  /** The same error with other words. */
  public TaskError withMessage(String text) {
    return new TaskError(type, text, stack, exitCode, signal, stderrTail);
  }
}
