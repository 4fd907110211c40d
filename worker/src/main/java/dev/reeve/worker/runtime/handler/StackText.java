package dev.reeve.worker.runtime.handler;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stack trace as text in the form of {@link Throwable#printStackTrace()}: at most 16 Ki
 * characters, and without the frames of the worker below those of the handler. Never throws, even
 * if methods of the throwable do.
 */
public final class StackText {
  private static final int MAX_CHARS = 16 << 10;
  private static final StackTraceElement[] NO_FRAMES = {};

  private final StringBuilder text = new StringBuilder(1024);
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private StackText() {}

  /** Returns the stack trace of a throwable, its causes and suppressed exceptions included. */
  public static String of(Throwable thrown) {
    StackText stack = new StackText();
    stack.append(thrown, "", "", NO_FRAMES);
    return TextLimit.to(MAX_CHARS, stack.text.toString());
  }

  /** Returns {@code toString()}, or the name of the class if that throws. */
  public static String headline(Throwable thrown) {
    try {
      return String.valueOf(thrown.toString());
    } catch (Throwable e) {
      return thrown.getClass().getName() + " (its toString() threw " + e.getClass().getName() + ")";
    }
  }

  private void append(
      Throwable thrown, String indent, String label, StackTraceElement[] enclosing) {
    if (text.length() > MAX_CHARS) {
      return;
    }
    text.append(indent).append(label).append(headline(thrown)).append('\n');
    if (!seen.add(thrown)) {
      text.append(indent).append("\t(shown above)\n");
      return;
    }
    StackTraceElement[] frames = framesOf(thrown);
    appendFrames(frames, indent, common(frames, enclosing));
    for (Throwable suppressed : thrown.getSuppressed()) {
      append(suppressed, indent + '\t', "Suppressed: ", frames);
    }
    Throwable cause = causeOf(thrown);
    if (cause != null) {
      append(cause, indent, "Caused by: ", frames);
    }
  }

  private void appendFrames(StackTraceElement[] frames, String indent, int common) {
    int own = frames.length - common;
    for (int i = 0; i < own && text.length() <= MAX_CHARS; i++) {
      text.append(indent).append("\tat ").append(frames[i]).append('\n');
    }
    if (common > 0) {
      text.append(indent).append("\t... ").append(common).append(" more\n");
    }
  }

  private static int common(StackTraceElement[] frames, StackTraceElement[] enclosing) {
    int common = 0;
    int limit = Math.min(frames.length, enclosing.length);
    while (common < limit
        && frames[frames.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
      common++;
    }
    return common;
  }

  private static StackTraceElement[] framesOf(Throwable thrown) {
    StackTraceElement[] all = thrown.getStackTrace();
    for (int i = 0; i < all.length; i++) {
      if (all[i].getClassName().equals(HandlerCall.class.getName())) {
        return Arrays.copyOf(all, i);
      }
    }
    return all;
  }

  private static @Nullable Throwable causeOf(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (Throwable e) {
      return null;
    }
  }
}
