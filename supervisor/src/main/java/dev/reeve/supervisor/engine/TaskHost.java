package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.ResultListener;
import dev.reeve.supervisor.Task;

/** Who runs the tasks that running tasks have asked for. On the thread of the asking loop. */
interface TaskHost {

  /** Whether one more worker may wait for such tasks, and some are left that do not. */
  boolean oneMoreMayWait();

  /**
   * Takes on a task.
   *
   * @param depth how many tasks above it have asked for each other
   * @param listener told on the same thread
   * @return what it can be cancelled by
   */
  TaskEntry submit(Task task, int depth, ResultListener listener);

  void cancel(TaskEntry entry);
}
