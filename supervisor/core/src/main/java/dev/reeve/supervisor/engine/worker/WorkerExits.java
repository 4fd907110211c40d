package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.AttemptEnd;
import dev.reeve.supervisor.engine.task.Outcome;
import dev.reeve.supervisor.engine.task.RetryPolicy;
import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerExit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Handles the ends of workers' processes: reports each, settles what it had in hand (attempts,
 * tasks that these have submitted, shared objects), and frees its slot.
 */
final class WorkerExits {
  private final Slots slots;
  private final TaskTracker tracker;
  private final WorkerRequests requests;
  private final Restarts restarts;
  private final EngineContext context;
  private final WorkerReports reports = new WorkerReports();

  WorkerExits(
      Slots slots,
      TaskTracker tracker,
      WorkerRequests requests,
      Restarts restarts,
      EngineContext context) {
    this.slots = slots;
    this.tracker = tracker;
    this.requests = requests;
    this.restarts = restarts;
    this.context = context;
  }

  /** Returns the reports of all processes that have ended. */
  WorkerReports reports() {
    return reports;
  }

  /** Handles a process that has ended, when all its messages have been handled. */
  void joined(Worker worker, WorkerExit exit, long now) {
    WorkerEnd end = WorkerEnd.of(worker);
    String account = end.sentence() + ", " + exit.account();
    context.listener().workerExited(reports.joined(worker, exit, end));
    context.log().log(end.crashed() ? Level.WARNING : Level.DEBUG, account);
    Slot slot = settle(worker, account, exit, now);
    restarts.joined(slot, worker, exit, end.crashed(), slots.live() > 0, now);
  }

  /** Handles a process that does not end, whatever was done. */
  void notJoined(Worker worker, long now) {
    reports.notJoined(worker);
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
   * Charges the running attempt, puts the tasks of the others back in order, cancels the tasks that
   * the running one has submitted, and releases the shared objects that the process held.
   *
   * @param account how the worker ended, as a sentence
   * @param exit null if the process could not be joined
   */
  private Slot settle(Worker worker, String account, @Nullable WorkerExit exit, long now) {
    Attempt running = worker.attempts().takeRunning();
    if (running != null) {
      charge(running, worker, outcome(running, worker, account, exit), now);
    }
    List<Attempt> given = worker.attempts().takeAll();
    Attempt next = given.isEmpty() ? null : given.get(given.size() - 1); // the oldest is last
    boolean charged = next != null && running == null && isDeadly(next, worker);
    for (Attempt attempt : given) {
      if (charged && attempt == next) {
        attempt.ensureStarted(context.clock().wall(), now);
        charge(attempt, worker, outcome(attempt, worker, account, exit), now);
      } else {
        tracker.putBack(attempt.task());
      }
    }
    if (running != null) {
      requests.attemptEnded(running);
    }
    requests.workerEnded(worker);
    Slot slot = slots.of(worker.key());
    slot.free(worker);
    return slot;
  }

  /** Returns true if a task that no worker lives to start must be the reason for their deaths. */
  private static boolean isDeadly(Attempt next, Worker worker) {
    return statusOf(next, worker) == TaskStatus.CRASHED && next.task().workerDiedBeforeStart();
  }

  private void charge(Attempt running, Worker worker, Outcome outcome, long now) {
    AttemptEnd end =
        new AttemptEnd(
            outcome,
            running.startedAt(),
            running.nanos(running.startedNanos(), now),
            worker.identity().forResults());
    tracker.attemptEnded(running.task(), end, now);
  }

  private static Outcome outcome(
      Attempt running, Worker worker, String account, @Nullable WorkerExit exit) {
    TaskStatus status = statusOf(running, worker);
    if (status == TaskStatus.TIMED_OUT) {
      return running.timedOut();
    }
    if (status == TaskStatus.CRASHED) {
      running.task().workerDied();
    }
    String type = status == TaskStatus.CRASHED ? "WorkerCrashed" : "Cancelled";
    String text = account + quarantine(running.task().deaths());
    return Outcome.failure(
        status,
        exit == null
            ? TaskError.of(type, text)
            : new TaskError(
                type, text, null, exit.status().code(), exit.status().signal(), exit.stderrTail()));
  }

  private static TaskStatus statusOf(Attempt running, Worker worker) {
    if (running.cancelCause() == Attempt.CancelCause.TIME_LIMIT) {
      return TaskStatus.TIMED_OUT;
    }
    if (running.cancelCause() == Attempt.CancelCause.CALLER) {
      return TaskStatus.CANCELLED;
    }
    StopLadder ladder = worker.ladder();
    boolean byUs = ladder.signalled() || ladder.saidGoodbye() || running.cancelCause() != null;
    StopReason reason = ladder.reason();
    return reason != null && byUs ? reason.kind().statusOfAttempt() : TaskStatus.CRASHED;
  }

  private static String quarantine(int deaths) {
    return RetryPolicy.isQuarantined(deaths)
        ? "; " + deaths + " workers died under it, so it is not tried again"
        : "";
  }
}
