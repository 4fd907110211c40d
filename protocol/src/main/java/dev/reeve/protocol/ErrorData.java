package dev.reeve.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a task's error.
 *
 * @param type class name of what the handler threw, or a name that the handler chose, such as
 *     {@code CommandFailed}
 * @param message of what the handler threw
 * @param stack the stack trace as text, causes included
 * @param causes one line each, nearest first
 * @param fatal whether the worker should be replaced: the handler threw an {@link Error}
 * @param exitCode of a process that ended, where one did
 * @param signal name of the signal that ended it, such as {@code KILL}
 * @param stderrTail the last of what it wrote to standard error
 */
public record ErrorData(
    String type,
    @Nullable String message,
    @Nullable String stack,
    List<String> causes,
    boolean fatal,
    @Nullable Integer exitCode,
    @Nullable String signal,
    @Nullable String stderrTail) {
  public ErrorData {
    causes = List.copyOf(causes);
  }
}
