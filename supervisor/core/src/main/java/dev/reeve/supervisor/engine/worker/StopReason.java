package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.TaskStatus;

/**
 * The reason for which a worker is ended.
 *
 * @param text for people
 */
public record StopReason(Kind kind, String text) {

  /** Returns the reason of a planned restart. */
  static StopReason recycle(String why) {
    return new StopReason(Kind.RECYCLE, "recycled: " + why);
  }

  /** Returns the reason of a worker that cannot be relied on any more. */
  static StopReason unhealthy(String why) {
    return new StopReason(Kind.UNHEALTHY, why);
  }

  /** Kinds of reasons, the most urgent last. They decide about the running attempt and the slot. */
  public enum Kind {
    /** A planned restart. */
    RECYCLE(TaskStatus.CRASHED, false),
    /** All tasks have ended. */
    FINISHED(TaskStatus.CANCELLED, false),
    /** The run is being stopped: drain, halt, deadline. */
    RUN_STOPS(TaskStatus.CANCELLED, false),
    /** A task was cancelled, and its handler did not end. */
    CANCEL(TaskStatus.CANCELLED, false),
    /** A task passed its time limit, and its handler did not end. */
    TIME_LIMIT(TaskStatus.TIMED_OUT, false),
    /** The worker broke the protocol, fell silent or never became ready. */
    UNHEALTHY(TaskStatus.CRASHED, true);

    private final TaskStatus statusOfAttempt;
    private final boolean countsAsCrash;

    Kind(TaskStatus statusOfAttempt, boolean countsAsCrash) {
      this.statusOfAttempt = statusOfAttempt;
      this.countsAsCrash = countsAsCrash;
    }

    /** Returns the status of the attempt that was running when the process ended. */
    TaskStatus statusOfAttempt() {
      return statusOfAttempt;
    }

    /** Returns whether one task is the reason, so that others which ran beside it run again. */
    boolean isOfOneTask() {
      return this == CANCEL || this == TIME_LIMIT;
    }

    /** Returns whether the restart waits and counts towards the restart intensity. */
    boolean countsAsCrash() {
      return countsAsCrash;
    }
  }
}
