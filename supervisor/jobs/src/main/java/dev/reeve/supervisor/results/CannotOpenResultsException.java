package dev.reeve.supervisor.results;

import java.io.IOException;

/** Thrown if a file cannot be used for results; nothing was written. The message is for people. */
public final class CannotOpenResultsException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean heldByAnother;

  CannotOpenResultsException(String message, boolean heldByAnother) {
    super(message);
    this.heldByAnother = heldByAnother;
  }

  /** Returns true if another run holds the file. */
  public boolean heldByAnother() {
    return heldByAnother;
  }
}
