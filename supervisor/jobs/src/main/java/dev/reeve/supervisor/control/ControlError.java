package dev.reeve.supervisor.control;

/** Kinds of errors that an answer may tell. */
public enum ControlError {
  /** The request is not valid. */
  BAD_REQUEST("bad-request"),

  /** No such task waits or runs. */
  UNKNOWN_TASK("unknown-task"),

  /** The run has ended, or tells nothing any more. */
  RUN_ENDED("run-ended");

  private final String word;

  ControlError(String word) {
    this.word = word;
  }

  /** Returns its name in JSON. */
  public String word() {
    return word;
  }

  /** Returns the kind with that name; {@link #RUN_ENDED} for one that is not known here. */
  static ControlError of(String word) {
    for (ControlError error : values()) {
      if (error.word.equals(word)) {
        return error;
      }
    }
    return RUN_ENDED;
  }
}
