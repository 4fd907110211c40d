package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;

/** Runs the tasks that running tasks submit in the same pool. */
final class OwnPoolTasks implements TaskHost {
  private final SpareWorkers spares;
  private final Cancellation cancellation;
  private final TaskTracker tracker;

  OwnPoolTasks(SpareWorkers spares, Cancellation cancellation, TaskTracker tracker) {
    this.spares = spares;
    this.cancellation = cancellation;
    this.tracker = tracker;
  }

  @Override
  public boolean oneMoreMayWait() {
    return spares.oneMoreMayWait();
  }

  @Override
  public TrackedTask submit(Task task, int depth, ResultListener listener) {
    TrackedTask tracked = new TrackedTask(task, depth, listener);
    tracker.submit(tracked);
    return tracked;
  }

  @Override
  public void cancel(TrackedTask task) {
    cancellation.cancel(task, false);
  }
}
