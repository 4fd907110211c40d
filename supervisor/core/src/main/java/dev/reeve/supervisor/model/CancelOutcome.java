package dev.reeve.supervisor.model;

/** What becomes of a task that is to be cancelled by its id. */
public enum CancelOutcome {
  /** It waited, and has ended as cancelled. */
  ENDED,

  /** A worker has it. Its handler is interrupted, and has the grace period to end. */
  ENDING,

  /** No task with this id waits or runs: it has ended, was not submitted yet, or never will be. */
  UNKNOWN
}
