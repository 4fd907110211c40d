package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.engine.worker.TaskHost;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;

/** Runs the tasks that a guest's workers submit on the host loop. Results come back as events. */
final class HostTasks implements TaskHost {
  private final EventLoop host;
  private final Inbox guest;

  HostTasks(EventLoop host, Inbox guest) {
    this.host = host;
    this.guest = guest;
  }

  /** Returns true: a guest's worker that waits takes no worker away from the host. */
  @Override
  public boolean oneMoreMayWait() {
    return true;
  }

  /** Submits a task to the host. The result is dropped if the guest has ended by then. */
  @Override
  public TrackedTask submit(Task task, int depth, ResultListener listener) {
    TrackedTask tracked =
        new TrackedTask(
            task, depth, result -> guest.post(new EngineEvent.HostTaskEnded(result, listener)));
    host.submitForGuest(tracked);
    return tracked;
  }

  @Override
  public void cancel(TrackedTask task) {
    host.cancel(task, false);
  }
}
