package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerExit;
import dev.reeve.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Decides after the end of a worker when its slot gets another, and whether the pool as a whole can
 * go on. Has no effect once the pool is closed.
 */
final class Restarts {
  private final StartFailures failures = new StartFailures();
  private final boolean singleProcess;
  private final TaskTracker tracker;
  private final PoolGate gate;
  private final SupervisorLog log;

  /**
   * @param singleProcess whether a process that has ended is not replaced
   * @param tracker knows whether tasks would be left behind then
   */
  Restarts(boolean singleProcess, TaskTracker tracker, PoolGate gate, SupervisorLog log) {
    this.singleProcess = singleProcess;
    this.tracker = tracker;
    this.gate = gate;
    this.log = log;
  }

  /** Notes that a worker has answered {@code initialize}. */
  void oneIsReady() {
    failures.oneIsReady();
  }

  boolean noneWasEverReady() {
    return failures.noneWasEverReady();
  }

  /**
   * Handles a process that could not be started.
   *
   * @param othersLive whether the pool can go on with fewer workers
   */
  void startFailed(Slot slot, Worker worker, StartFailure failure, boolean othersLive, long now) {
    if (!gate.isClosed()) {
      log.log(Level.WARNING, worker.key() + " could not be started: " + failure.message());
      slot.startFailed(now);
      failPool(failures.startFailed(failure, othersLive));
    }
  }

  /** Handles a process that has ended. The slot of one that ended as planned is filled at once. */
  void joined(Slot slot, Worker worker, WorkerExit exit, boolean crashed, long now) {
    StopReason reason = worker.ladder().reason();
    boolean asPlanned = !crashed && (reason == null || !reason.kind().countsAsCrash());
    if (!gate.isClosed() && !asPlanned) {
      failPool(afterCrash(slot, worker, exit, now));
    }
  }

  private StartFailures.@Nullable Verdict afterCrash(
      Slot slot, Worker worker, WorkerExit exit, long now) {
    if (singleProcess) {
      return tracker.unsettled() == 0 ? null : StartFailures.endedAlone(exit);
    }
    slot.crashed(now);
    if (!worker.wasReady() && failures.noneWasEverReady()) {
      return failures.diedBeforeReady(exit);
    }
    return slot.isExhausted() ? exhausted(slot, exit) : null;
  }

  private static StartFailures.Verdict exhausted(Slot slot, WorkerExit exit) {
    String text =
        "%d workers died in slot %d within %s, the last one: %s"
            .formatted(
                RestartIntensity.MAX_CRASHES + 1,
                slot.index(),
                Durations.text(RestartIntensity.PERIOD),
                exit.status());
    return new StartFailures.Verdict(RunEnding.WORKERS_KEEP_DYING, text);
  }

  private void failPool(StartFailures.@Nullable Verdict verdict) {
    if (verdict != null) {
      gate.failed(verdict.ending(), TaskError.of("Skipped", verdict.message()));
    }
  }
}
