package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;

/** One entry of a {@link TaskSource}: a task, or the result of something that is not a task. */
public sealed interface SourceEntry {

  /**
   * A task to run.
   *
   * @param numbered whether its id tells only its place in the source, so that another task may
   *     have had that id in an earlier run
   */
  record Ready(Task task, boolean numbered) implements SourceEntry {

    /** A task with an id of its own. */
    public Ready(Task task) {
      this(task, false);
    }
  }

  /**
   * The result of an invalid entry, such as a line of a stream that is not a task. A run records it
   * without starting anything; its error type is {@code InvalidTask}.
   */
  record Rejected(TaskResult result) implements SourceEntry {}
}
