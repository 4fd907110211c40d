package dev.reeve.supervisor.model;

import java.util.Locale;

/** How a task ended. */
public enum TaskStatus {
  /** A handler returned a result. */
  SUCCEEDED,
  /** The handler threw, or the task was never fit to run. */
  FAILED,
  /** The last attempt reached its time limit. */
  TIMED_OUT,
  /** The worker died under the last attempt. */
  CRASHED,
  /** It was stopped while it ran. */
  CANCELLED,
  /** It never started: halt, deadline or drain. */
  SKIPPED;

  /** The word in records and summaries, such as {@code timed_out}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
