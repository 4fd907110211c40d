package dev.reeve.supervisor.results;

import java.io.IOException;

/** A finished result that waits for the writer and may leave the heap meanwhile. */
public interface Spillable {

  /**
   * Moves the large parts of the result to the file, unless the writer has taken it already. Called
   * on the spill's thread.
   *
   * @throws IOException if they could not be written; the result is in the heap still
   */
  void spillTo(SpillFile file) throws IOException;
}
