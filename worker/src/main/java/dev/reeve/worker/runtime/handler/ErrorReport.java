package dev.reeve.worker.runtime.handler;

import dev.reeve.protocol.ErrorData;
import dev.reeve.worker.TaskFailedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of what a handler threw. Bounded in length; never throws, whatever the methods of
 * the throwable do.
 */
public final class ErrorReport {
  private static final int MAX_MESSAGE_CHARS = 16 << 10;
  private static final int MAX_TAIL_CHARS = 4 << 10;
  private static final int MAX_CAUSE_CHARS = 1_000;
  private static final int MAX_CAUSES = 20;

  private ErrorReport() {}

  static ErrorData of(Throwable thrown) {
    try {
      return thrown instanceof TaskFailedException failure ? chosen(failure) : plain(thrown);
    } catch (Throwable e) { // a method of the throwable, or no memory for the text
      return bare(thrown.getClass().getName(), null, thrown instanceof Error);
    }
  }

  /** An error of Reeve's own making, without a stack trace. */
  public static ErrorData bare(String type, @Nullable String message, boolean fatal) {
    return new ErrorData(type, message, null, List.of(), fatal, null, null, null);
  }

  private static ErrorData plain(Throwable thrown) {
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

  /** The handler says in its own words what went wrong; where it says so is no news. */
  private static ErrorData chosen(TaskFailedException failure) {
    String stack = failure.getCause() == null ? null : StackText.of(failure);
    String tail = failure.stderrTail();
    return new ErrorData(
        String.valueOf(failure.type()),
        message(failure),
        stack,
        causes(failure),
        false,
        failure.exitCode(),
        failure.signal(),
        tail == null ? null : lastOf(tail));
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

  private static String lastOf(String tail) {
    int start = Math.max(0, tail.length() - MAX_TAIL_CHARS);
    boolean splitsPair = start > 0 && Character.isLowSurrogate(tail.charAt(start));
    return tail.substring(splitsPair ? start + 1 : start);
  }
}
