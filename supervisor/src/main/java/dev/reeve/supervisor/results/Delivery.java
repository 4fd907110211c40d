package dev.reeve.supervisor.results;

import dev.reeve.supervisor.TaskResult;

/** A result on its way to the outputs. */
public interface Delivery {

  /** What is to be written. */
  TaskResult result();

  /** Its place in the order of the input: 1, 2, 3, … without a gap. */
  long place();

  /**
   * Called on the writer's thread once no output has any more use for the result, be it written or
   * given up.
   */
  void settled();
}
