package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.TaskStatus;

/**
 * Why a worker is being ended.
 *
 * @param kind what follows from it
 * @param text for people
 */
public record StopReason(Kind kind, String text) {

  /** What a stop means for the attempt that runs and for the slot; the more urgent the later. */
  public enum Kind {
    /** A planned restart. */
    RECYCLE(TaskStatus.CRASHED, false),
    /** All tasks have ended. */
    FINISHED(TaskStatus.CANCELLED, false),
    /** The run is being stopped: drain, halt, deadline. */
    RUN_STOPS(TaskStatus.CANCELLED, false),
    /** A task was cancelled, and its handler did not give way. */
    CANCEL(TaskStatus.CANCELLED, false),
    /** A task passed its time limit and its handler did not give way. */
    TIME_LIMIT(TaskStatus.TIMED_OUT, false),
    /** The worker broke the protocol, fell silent or never became ready. */
    UNHEALTHY(TaskStatus.CRASHED, true);

    private final TaskStatus statusOfAttempt;
    private final boolean countsAsCrash;

    Kind(TaskStatus statusOfAttempt, boolean countsAsCrash) {
      this.statusOfAttempt = statusOfAttempt;
      this.countsAsCrash = countsAsCrash;
    }

    /** How the attempt ended that was running when the process went. */
    TaskStatus statusOfAttempt() {
      return statusOfAttempt;
    }

    /** Whether the restart waits and counts towards the restart intensity. */
    boolean countsAsCrash() {
      return countsAsCrash;
    }
  }
}
