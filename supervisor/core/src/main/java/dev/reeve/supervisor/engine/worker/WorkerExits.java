package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerExit;
import org.jspecify.annotations.Nullable;

/**
 * Handles the ends of workers' processes: reports each, settles what it had in hand (attempts,
 * tasks that these have submitted, shared objects), and frees its slot.
 */
final class WorkerExits {
  private final Slots slots;
  private final WorkerRequests requests;
  private final Restarts restarts;
  private final EngineContext context;
  private final LostAttempts lost;
  private final WorkerReports reports;

  WorkerExits(
      Slots slots,
      TaskTracker tracker,
      WorkerRequests requests,
      Restarts restarts,
      EngineContext context) {
    this.slots = slots;
    this.requests = requests;
    this.restarts = restarts;
    this.context = context;
    this.reports = new WorkerReports(context);
    this.lost = new LostAttempts(tracker, requests, context.clock());
  }

  /** Returns the reports of all processes that have ended. */
  WorkerReports reports() {
    return reports;
  }

  /** Handles a process that has ended, when all its messages have been handled. */
  void joined(Worker worker, WorkerExit exit, long now) {
    WorkerEnd end = WorkerEnd.of(worker);
    String account = end.sentence() + ", " + exit.account();
    context.listener().workerExited(reports.joined(worker, exit, end, now));
    context.log().log(end.crashed() ? Level.WARNING : Level.DEBUG, account);
    Slot slot = settle(worker, account, exit, now);
    restarts.joined(slot, worker, exit, end.crashed(), slots.live() > 0, now);
  }

  /** Handles a process that does not end, whatever was done. */
  void notJoined(Worker worker, long now) {
    reports.notJoined(worker, now);
    String account = worker.name() + " can't be joined, even after SIGKILL";
    Slot slot = settle(worker, account, null, now);
    slot.crashed(0, now); // what holds this process may hold the next one, too
  }

  /** Handles a process that could not be started. */
  void startFailed(Worker worker, StartFailure failure, long now) {
    Slot slot = slots.of(worker.key());
    slot.free(worker);
    restarts.startFailed(slot, worker, failure, slots.live() > 0, now);
  }

  /**
   * Settles the attempts of a process, and releases the shared objects that it held.
   *
   * @param account how the worker ended, as a sentence
   * @param exit null if the process could not be joined
   */
  private Slot settle(Worker worker, String account, @Nullable WorkerExit exit, long now) {
    Slot slot = slots.of(worker.key());
    slot.used(worker.use(now));
    lost.settle(worker, account, exit, now);
    requests.workerEnded(worker);
    slot.free(worker);
    return slot;
  }
}
