package dev.reeve.supervisor.job;

import dev.reeve.text.Durations;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time limit and the retries of a task that is read without a parser. Consecutive tasks mostly
 * have the same, so the last ones are kept. One thread.
 */
final class PlainLimits {
  private String lastText = "";
  private @Nullable Duration lastTimeout;
  private TaskLimits last = TaskLimits.NONE;

  private @Nullable Duration timeout;
  private @Nullable Integer retries;

  /** Forgets the limits of the last task. */
  void begin() {
    timeout = null;
    retries = null;
  }

  /** Takes a time limit; returns false if the parser must read it, and perhaps report it. */
  boolean timeout(@Nullable String text) {
    if (text == null || timeout != null) {
      return false;
    }
    if (!text.equals(lastText)) {
      lastTimeout = parsed(text);
      lastText = text;
    }
    timeout = lastTimeout;
    return timeout != null;
  }

  private static @Nullable Duration parsed(String text) {
    try {
      Duration duration = Durations.parse(text);
      return duration.isZero() ? null : duration;
    } catch (IllegalArgumentException e) {
      return null; // the parser says where it is
    }
  }

  /** Takes the retries; returns false if the parser must read them, and perhaps report them. */
  boolean retries(@Nullable Integer number) {
    if (number == null || number < 0 || retries != null) {
      return false;
    }
    retries = number;
    return true;
  }

  /** Returns the limits of the task. */
  @SuppressWarnings("ReferenceEquality") // the same object is the usual case, and is enough
  TaskLimits current() {
    if (timeout == null && retries == null) {
      return TaskLimits.NONE;
    }
    if (last.timeout() != timeout || !Objects.equals(last.retries(), retries)) {
      last = TaskLimits.of(timeout, retries, null, null);
    }
    return last;
  }
}
