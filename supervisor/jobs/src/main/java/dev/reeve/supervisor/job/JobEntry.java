package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;

/** One task of a job: fit to run, or not. */
public sealed interface JobEntry {

  /** A task to run. */
  record Ready(Task task) implements JobEntry {}

  /**
   * A line of a stream that is no task; its result, with error type {@code InvalidTask}, is settled
   * already.
   */
  record Rejected(TaskResult result) implements JobEntry {}
}
