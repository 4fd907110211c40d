package dev.reeve.worker.runtime.handler;

import dev.reeve.protocol.ErrorData;
import dev.reeve.worker.TaskFailedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a throwable for a response. Texts are limited in length. Never throws, even if methods
 * of the throwable do.
 */
public final class ErrorReport {
  private static final int MAX_MESSAGE_CHARS = 16 << 10;
  private static final int MAX_TAIL_CHARS = 4 << 10;
  private static final int MAX_CAUSE_CHARS = 1_000;
  private static final int MAX_CAUSES = 20;

  private ErrorReport() {}

  /** Describes what a handler or hook threw. */
  static ErrorData of(Throwable thrown) {
    try {
      return thrown instanceof TaskFailedException failure ? ofFailure(failure) : ofOther(thrown);
    } catch (Throwable e) { // thrown by a method of the throwable, or for lack of memory
      return bare(thrown.getClass().getName(), null, thrown instanceof Error);
    }
  }

  /** Describes an error of the worker itself, without a stack trace. */
  public static ErrorData bare(String type, @Nullable String message, boolean fatal) {
    return new ErrorData(type, message, null, List.of(), fatal, null, null, null);
  }

  private static ErrorData ofOther(Throwable thrown) {
    return new ErrorData(
        thrown.getClass().getName(),
        message(thrown),
        StackText.of(thrown),
        causes(thrown),
        thrown instanceof Error,
        null,
        null,
        null);
  }

  /** Leaves out the stack unless there is a cause: the handler has said what went wrong. */
  private static ErrorData ofFailure(TaskFailedException failure) {
    String stack = failure.getCause() == null ? null : StackText.of(failure);
    return new ErrorData(
        String.valueOf(failure.type()),
        message(failure),
        stack,
        causes(failure),
        false,
        failure.exitCode(),
        failure.signal(),
        lastOf(failure.stdoutTail()),
        lastOf(failure.stderrTail()));
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? null : TextLimit.to(MAX_MESSAGE_CHARS, message);
    } catch (Throwable e) {
      return "(its getMessage() threw " + e.getClass().getName() + ")";
    }
  }

  private static List<String> causes(Throwable thrown) {
    List<String> causes = new ArrayList<>();
    Throwable cause = thrown.getCause();
    while (cause != null && causes.size() < MAX_CAUSES) {
      causes.add(TextLimit.to(MAX_CAUSE_CHARS, StackText.headline(cause)));
      cause = cause.getCause();
    }
    return causes;
  }

  private static @Nullable String lastOf(@Nullable String tail) {
    if (tail == null) {
      return null;
    }
    int start = Math.max(0, tail.length() - MAX_TAIL_CHARS);
    boolean splitsPair = start > 0 && Character.isLowSurrogate(tail.charAt(start));
    return tail.substring(splitsPair ? start + 1 : start);
  }
}
