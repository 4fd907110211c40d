package dev.reeve.supervisor;

import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.WorkerReport;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Adapter that reports the worker of a pool of one under its slot, and keeps its process id. */
final class SlotListener implements SupervisorListener {
  private final SupervisorListener target;
  private final int slot;
  private final CompletableFuture<Long> pid = new CompletableFuture<>();

  SlotListener(SupervisorListener target, int slot) {
    this.target = target;
    this.slot = slot;
  }

  /** Returns a future that completes when the process has started. */
  CompletableFuture<Long> pid() {
    return pid;
  }

  @Override
  public void workerStarted(Worker worker) {
    pid.complete(worker.pid());
    target.workerStarted(inSlot(worker));
  }

  @Override
  public void workerReady(Worker worker) {
    target.workerReady(inSlot(worker));
  }

  @Override
  public void workerExited(WorkerReport report) {
    target.workerExited(report.inSlot(slot));
  }

  @Override
  public void taskProgress(String taskId, double fraction, @Nullable String message) {
    target.taskProgress(taskId, fraction, message);
  }

  private Worker inSlot(Worker worker) {
    return new Worker(slot, worker.generation(), worker.pid());
  }
}
