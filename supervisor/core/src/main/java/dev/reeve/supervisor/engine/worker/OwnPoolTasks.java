package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;

/** Tasks of tasks are run by the pool that runs those. */
final class OwnPoolTasks implements TaskHost {
  private final SpareWorkers spares;
  private final Cancellation cancelling;
  private final TaskTracker book;

  OwnPoolTasks(SpareWorkers spares, Cancellation cancelling, TaskTracker book) {
    this.spares = spares;
    this.cancelling = cancelling;
    this.book = book;
  }

  @Override
  public boolean oneMoreMayWait() {
    return spares.oneMoreMayWait();
  }

  @Override
  public TrackedTask submit(Task task, int depth, ResultListener listener) {
    TrackedTask entry = new TrackedTask(task, depth, listener);
    book.submit(entry);
    return entry;
  }

  @Override
  public void cancel(TrackedTask entry) {
    cancelling.cancel(entry, false);
  }
}
