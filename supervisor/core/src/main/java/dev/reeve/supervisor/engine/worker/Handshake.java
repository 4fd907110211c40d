package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.TaskError;

/** What follows when a worker is ready, or says that it never will be. */
final class Handshake {
  private final PoolGate gate;
  private final Restarts restarts;
  private final WorkerWatch watch;
  private final EngineContext around;

  Handshake(PoolGate gate, Restarts restarts, WorkerWatch watch, EngineContext around) {
    this.gate = gate;
    this.restarts = restarts;
    this.watch = watch;
    this.around = around;
  }

  void ready(Worker worker, long now) {
    worker.wasReady = true;
    worker.readySince = now;
    worker.ready.clear();
    restarts.oneIsReady();
    if (worker.state() == WorkerState.STARTING) {
      worker.become(WorkerState.IDLE);
      watch.ready(worker, now);
      watch.idle(worker, now);
      worker.occupiedSince = now;
      around.listener().workerReady(worker.told());
    }
  }

  /**
   * The first worker shows what the hook is worth; once one was ready, a failure is the worker's,
   * which is replaced as if it had crashed.
   */
  void hookFailed(Worker worker, TaskError error, String message, long now) {
    watch.unhealthy(worker, message, now);
    if (restarts.noneWasEverReady()) {
      String stack = error.stack();
      gate.failed(
          RunEnding.WORKERS_DO_NOT_START,
          new TaskError("WorkersDoNotStart", message, stack, null, null, null));
    }
  }

  void refused(Worker worker, String why, long now) {
    watch.unhealthy(worker, "it refused to start: " + why, now);
    gate.failed(
        RunEnding.WORKERS_DO_NOT_START, TaskError.of("Skipped", "workers refuse to start: " + why));
  }
}
