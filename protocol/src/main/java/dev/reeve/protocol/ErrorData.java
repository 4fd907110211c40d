package dev.reeve.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code data} of an error: the details of a task's failure, or the reason of a refusal.
 *
 * @param type class name of the exception, or a name that the handler chose, such as {@code
 *     CommandFailed}
 * @param message of the exception
 * @param stack the stack trace as text, causes included
 * @param causes one line each, nearest first
 * @param fatal whether the worker should be replaced, because the handler threw an {@link Error}
 * @param exitCode of the process that ended, if one did
 * @param signal name of the signal that ended the process, such as {@code KILL}
 * @param stdoutTail the end of the process's standard output
 * @param stderrTail the end of the process's standard error
 */
public record ErrorData(
    String type,
    @Nullable String message,
    @Nullable String stack,
    List<String> causes,
    boolean fatal,
    @Nullable Integer exitCode,
    @Nullable String signal,
    @Nullable String stdoutTail,
    @Nullable String stderrTail) {

  /** Makes details without the end of standard output. */
  public ErrorData(
      String type,
      @Nullable String message,
      @Nullable String stack,
      List<String> causes,
      boolean fatal,
      @Nullable Integer exitCode,
      @Nullable String signal,
      @Nullable String stderrTail) {
    this(type, message, stack, causes, fatal, exitCode, signal, null, stderrTail);
  }

  public ErrorData {
    causes = List.copyOf(causes);
  }
}
