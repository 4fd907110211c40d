package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.worker.Attempt;
import dev.reeve.supervisor.engine.worker.Slot;
import dev.reeve.supervisor.engine.worker.Slots;
import dev.reeve.supervisor.engine.worker.Worker;
import dev.reeve.supervisor.engine.worker.WorkerState;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pictures of the engine's state for other threads. */
final class Snapshots {
  private Snapshots() {}

  static PoolSnapshot of(TaskTracker book, Slots slots, long now) {
    List<WorkerActivity> workers = new ArrayList<>(slots.most());
    long running = 0;
    for (Slot slot : slots.all()) {
      if (slot.index >= slots.size() && slot.worker == null) {
        continue; // a spare that is not there is no news
      }
      WorkerActivity activity = of(slot, slot.worker, now);
      running += activity.taskId() == null ? 0 : 1;
      workers.add(activity);
    }
    return new PoolSnapshot(
        book.unsettled() - running,
        running,
        book.succeeded(),
        book.ended() - book.succeeded(),
        workers);
  }

  private static WorkerActivity of(Slot slot, @Nullable Worker worker, long now) {
    if (worker == null) {
      return new WorkerActivity(slot.index, WorkerState.EXITED.word(), 0, null, 0, null);
    }
    Attempt running = worker.running();
    return new WorkerActivity(
        slot.index,
        worker.state().word(),
        worker.pid,
        running == null ? null : running.entry.task.id(),
        running == null ? 0 : now - running.startedNanos,
        worker.progress);
  }
}
