package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskStatus;

/**
 * The last record that a journal has of an id.
 *
 * @param sameTask whether it is of the task that was asked for; otherwise that task has changed
 *     since, or the record does not tell
 * @param status how the recorded task ended
 */
public record LastRecord(boolean sameTask, TaskStatus status) {

  /** Whether the task has run to an end of its own, good or bad. */
  public boolean isEnded() {
    return isEnded(status);
  }

  static boolean isEnded(TaskStatus status) {
    return switch (status) {
      case SUCCEEDED, FAILED, TIMED_OUT, CRASHED -> true;
      case CANCELLED, SKIPPED -> false;
    };
  }
}
