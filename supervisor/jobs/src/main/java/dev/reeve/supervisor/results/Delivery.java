package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskResult;

/** A result on its way to the outputs. */
public interface Delivery {

  /** Returns the result to be written. */
  TaskResult result();

  /** Returns the {@link TaskHash} of its task; {@link TaskHash#NONE} for an invalid entry. */
  long taskHash();

  /** Returns its place in the order of the input: 1, 2, 3, … without gaps. */
  long place();

  /**
   * Called on the writer's thread when no output needs the result any more, because it has been
   * written or given up.
   */
  void settled();
}
