package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;

/** Who runs the tasks that running tasks have asked for. On the thread of the asking loop. */
public interface TaskHost {

  /** Whether one more worker may wait for such tasks, and some are left that do not. */
  boolean oneMoreMayWait();

  /**
   * Takes on a task.
   *
   * @param depth how many tasks above it have asked for each other
   * @param listener told on the same thread
   * @return what it can be cancelled by
   */
  TrackedTask submit(Task task, int depth, ResultListener listener);

  void cancel(TrackedTask entry);
}
