package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.engine.worker.TaskHost;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import java.util.function.Predicate;

/** Tasks that another loop runs: what they come to comes back as events of this one. */
final class HostTasks implements TaskHost {
  private final EventLoop elsewhere;
  private final Predicate<Runnable> loop;

  /**
   * @param loop posts an event; false once it takes none any more
   */
  HostTasks(EventLoop elsewhere, Predicate<Runnable> loop) {
    this.elsewhere = elsewhere;
    this.loop = loop;
  }

  /** A worker of this loop keeps none of the other from its work. */
  @Override
  public boolean oneMoreMayWait() {
    return true;
  }

  /** A result that comes when this loop has ended is for nobody. */
  @Override
  public TrackedTask submit(Task task, int depth, ResultListener listener) {
    ResultListener back =
        result -> {
          boolean unused = loop.test(() -> listener.onResult(result));
        };
    TrackedTask entry = new TrackedTask(task, depth, back);
    elsewhere.submitForGuest(entry);
    return entry;
  }

  @Override
  public void cancel(TrackedTask entry) {
    elsewhere.cancel(entry, false);
  }
}
