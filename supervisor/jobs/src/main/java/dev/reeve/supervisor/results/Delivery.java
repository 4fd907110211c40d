package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskResult;

/** A result on its way to the outputs. */
public interface Delivery {

  /** What is to be written. */
  TaskResult result();

  /** {@link TaskHash} of its task; {@link TaskHash#NONE} if it is the result of no task. */
  long taskHash();

  /** Its place in the order of what is written: 1, 2, 3, … without a gap. */
  long place();

  /**
   * Called on the writer's thread once no output has any more use for the result, be it written or
   * given up.
   */
  void settled();
}
