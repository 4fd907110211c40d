package dev.reeve.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the exception that a handler threw in its worker: the message is the original's {@code
 * toString()}, the stack trace and the causes are the worker's.
 */
public final class RemoteException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String CAUSE = "Caused by: ";
  private static final int UNKNOWN_LINE = -1;
  private static final int NATIVE = -2;

  /** {@code at app//module@1/pkg.Class.method(File.java:12)}: loader and module are skipped. */
  private static final Pattern FRAME =
      Pattern.compile("\\s+at (?:.*/)?([^/(]+)\\.([^.(]+)\\(([^:)]*)(?::(\\d+))?\\)");

  /** Matches the line that replaces the frames which an exception shares with the one it caused. */
  private static final Pattern ELIDED = Pattern.compile("\\s+\\.\\.\\. \\d+ more.*");

  private RemoteException(String headline, @Nullable RemoteException cause) {
    super(headline, cause);
  }

  /**
   * Parses the output of {@link Throwable#printStackTrace()}. Suppressed exceptions are dropped.
   */
  static RemoteException parse(String stack) {
    List<String> lines = stack.lines().toList();
    int from = lines.size();
    RemoteException cause = null;
    for (int at = lines.size() - 1; at > 0; at--) {
      if (lines.get(at).startsWith(CAUSE)) {
        cause = parseOne(lines.subList(at, from), CAUSE.length(), cause);
        from = at;
      }
    }
    return parseOne(lines.subList(0, from), 0, cause);
  }

  private static RemoteException parseOne(
      List<String> lines, int skipped, @Nullable RemoteException cause) {
    StringBuilder headline = new StringBuilder();
    List<StackTraceElement> frames = new ArrayList<>();
    for (String line : lines) {
      Matcher frame = FRAME.matcher(line);
      if (frame.matches()) {
        frames.add(element(frame));
      } else if (frames.isEmpty() && !ELIDED.matcher(line).matches()) {
        headline.append(headline.isEmpty() ? "" : "\n").append(line);
      }
    }
    RemoteException exception = new RemoteException(headline.substring(skipped), cause);
    exception.setStackTrace(frames.toArray(new StackTraceElement[0]));
    return exception;
  }

  private static StackTraceElement element(Matcher frame) {
    String file = frame.group(3);
    String line = frame.group(4);
    if (line != null) {
      return new StackTraceElement(frame.group(1), frame.group(2), file, Integer.parseInt(line));
    }
    int number = file.equals("Native Method") ? NATIVE : UNKNOWN_LINE;
    return new StackTraceElement(frame.group(1), frame.group(2), null, number);
  }
}
