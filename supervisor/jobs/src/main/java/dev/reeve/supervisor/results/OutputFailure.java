package dev.reeve.supervisor.results;

/**
 * Results do not arrive any more.
 *
 * @param kind what that means for the run
 * @param message for people
 */
public record OutputFailure(Kind kind, String message) {

  /** What a failure means for the run; the worse comes later. */
  public enum Kind {
    /** Whoever read standard output has gone: no fault. */
    READER_GONE,
    /** The results file or its device does not take any more. */
    NOT_WRITTEN
  }
}
