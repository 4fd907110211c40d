package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.model.TaskError;
import org.jspecify.annotations.Nullable;

/** The reason of a failure in words, never as a stack of calls. */
final class FailureReason {
  private static final String CAUSE = "Caused by: ";

  private FailureReason() {}

  /** Returns the reason; null if the exit code and the outputs say it all. */
  static @Nullable String of(TaskError error) {
    if (error.type().equals("CommandFailed")) {
      return null;
    }
    if (!isJavaType(error.type())) {
      return error.message() == null ? error.type() : error.message();
    }
    String reason = ofException(error);
    String cause = cause(error);
    return cause == null || reason.contains(cause) ? reason : reason + "; caused by " + cause;
  }

  private static boolean isJavaType(String type) {
    return type.indexOf('.') >= 0;
  }

  private static String ofException(TaskError error) {
    if (error.type().equals("java.lang.OutOfMemoryError")) {
      return outOfMemory(error.message());
    }
    if (error.type().equals("java.lang.StackOverflowError")) {
      return "out of stack: its calls are nested too deep (StackOverflowError)";
    }
    return named(error.type(), error.message());
  }

  private static String outOfMemory(@Nullable String message) {
    boolean heap = message == null || message.contains("heap") || message.contains("GC overhead");
    return heap
        ? "out of memory: the heap of its worker is full; a larger one: --jvm-arg -Xmx1g"
        : "out of memory: " + message;
  }

  private static String named(String type, @Nullable String message) {
    String name = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    return message == null ? name : name + ": " + message;
  }

  /** Returns the innermost cause that the stack names; null if it names none. */
  private static @Nullable String cause(TaskError error) {
    String stack = error.stack();
    int at = stack == null ? -1 : stack.lastIndexOf('\n' + CAUSE);
    if (stack == null || at < 0) {
      return null;
    }
    int from = at + 1 + CAUSE.length();
    int end = stack.indexOf('\n', from);
    String line = stack.substring(from, end < 0 ? stack.length() : end).strip();
    int colon = line.indexOf(": ");
    return colon < 0
        ? named(line, null)
        : named(line.substring(0, colon), line.substring(colon + 2));
  }
}
