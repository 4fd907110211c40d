package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;

/** One entry of a {@link TaskSource}: a task, or the result of something that is not a task. */
public sealed interface SourceEntry {

  /** A task to run. */
  record Ready(Task task) implements SourceEntry {}

  /**
   * The result of an invalid entry, such as a line of a stream that is not a task. A run records it
   * without starting anything; its error type is {@code InvalidTask}.
   */
  record Rejected(TaskResult result) implements SourceEntry {}
}
