package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;

/**
 * The pool that runs the tasks that running tasks submit. Called on the submitting loop's thread.
 */
public interface TaskHost {

  /** Returns whether another worker may wait for such tasks and one is still left that does not. */
  boolean oneMoreMayWait();

  /**
   * Submits a task.
   *
   * @param depth number of running tasks above it, each of which has submitted the next
   * @param listener called on the submitting loop's thread
   * @return the handle by which the task can be cancelled
   */
  TrackedTask submit(Task task, int depth, ResultListener listener);

  /** Ends a task early, running or not. */
  void cancel(TrackedTask task);
}
