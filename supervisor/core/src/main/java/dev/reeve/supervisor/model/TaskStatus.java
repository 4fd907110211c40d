package dev.reeve.supervisor.model;

import java.util.Locale;

/** The ways in which a task ends. */
public enum TaskStatus {
  /** A handler returned a result. */
  SUCCEEDED,
  /** The handler threw, or the task was invalid. */
  FAILED,
  /** The last attempt reached its time limit. */
  TIMED_OUT,
  /** The worker died during the last attempt. */
  CRASHED,
  /** The task was stopped while it ran. */
  CANCELLED,
  /** The task never started, because of a halt, a deadline, a drain or a task that it needs. */
  SKIPPED;

  /** Returns the word in records and summaries, such as {@code timed_out}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
