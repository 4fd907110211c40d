package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskStatus;

/**
 * The last record of an id in a journal.
 *
 * @param sameTask whether it belongs to the task that was looked up; if not, the task has changed
 *     since, or the record has no hash
 * @param status how the recorded task ended
 */
public record LastRecord(boolean sameTask, TaskStatus status) {

  /** Returns true if the task has run to its end, successfully or not. */
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
