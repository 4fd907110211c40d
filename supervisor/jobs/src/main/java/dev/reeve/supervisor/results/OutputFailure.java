package dev.reeve.supervisor.results;

/**
 * The failure of an output, which gets no further results.
 *
 * @param kind meaning for the run
 * @param message for people
 */
public record OutputFailure(Kind kind, String message) {

  /** Meaning of a failure for the run, in rising order of severity. */
  public enum Kind {
    /** The reader of standard output went away, because it wanted no more. */
    READER_GONE,
    /** Results cannot be written, for example because the disk is full. */
    NOT_WRITTEN
  }
}
