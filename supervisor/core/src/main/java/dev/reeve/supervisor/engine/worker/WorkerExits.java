package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerExit;
import org.jspecify.annotations.Nullable;

/** Ends of processes: what they leave is settled, and their slots are free for others. */
final class WorkerExits {
  private final Slots slots;
  private final PoolGate gate;
  private final Restarts restarts;
  private final LostAttempts casualties;
  private final WorkerReports ledger;
  private final EngineContext around;

  WorkerExits(
      Slots slots,
      PoolGate gate,
      Restarts restarts,
      LostAttempts casualties,
      WorkerReports ledger,
      EngineContext around) {
    this.slots = slots;
    this.gate = gate;
    this.restarts = restarts;
    this.casualties = casualties;
    this.ledger = ledger;
    this.around = around;
  }

  /** The process has ended, and all that it said was heard. */
  void joined(Worker worker, WorkerExit exit, long now) {
    WorkerEnd end = WorkerEnd.of(worker);
    String account = end.sentence() + ", " + exit.status();
    around.listener().workerExited(ledger.joined(worker, exit, end));
    around.log().log(end.crashed() ? Level.WARNING : Level.DEBUG, account);
    Slot slot = settle(worker, account, exit, now);
    if (!gate.isClosed()) {
      report(restarts.joined(slot, worker, exit, end.crashed(), now));
    }
  }

  /** The process does not end, whatever was done. */
  void notJoined(Worker worker, long now) {
    ledger.unjoined(worker);
    String account = StopLadder.describe(worker) + " can't be joined, even after SIGKILL";
    Slot slot = settle(worker, account, null, now);
    restarts.notJoined(slot, now);
  }

  private Slot settle(Worker worker, String account, @Nullable WorkerExit exit, long now) {
    casualties.settle(worker, account, exit, now);
    Slot slot = slots.of(worker.key);
    slot.free(worker);
    return slot;
  }

  /** There never was a process. */
  void startFailed(Worker worker, StartFailure failure, long now) {
    Slot slot = slots.of(worker.key);
    slot.free(worker);
    if (!gate.isClosed()) {
      String text = worker.key + " could not be started: " + failure.message();
      around.log().log(Level.WARNING, text);
      report(restarts.startFailed(slot, failure, slots.live() > 0, now));
    }
  }

  private void report(StartFailures.@Nullable Verdict verdict) {
    if (verdict != null) {
      gate.failed(verdict.ending(), TaskError.of("Skipped", verdict.message()));
    }
  }
}
