package dev.reeve.supervisor.engine.worker;

import dev.reeve.shared.server.SharedCallHandler;
import dev.reeve.supervisor.engine.task.Outcome;
import dev.reeve.supervisor.engine.task.RetryPolicy;
import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.process.WorkerExit;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of all that a worker had in its hands when its process went: attempts, tasks that
 * these have asked for, shared objects.
 */
final class LostAttempts {
  private final TaskTracker book;
  private final NestedTasks nested;
  private final SharedCallHandler shared;

  LostAttempts(TaskTracker book, NestedTasks nested, SharedCallHandler shared) {
    this.book = book;
    this.nested = nested;
    this.shared = shared;
  }

  /**
   * The attempt that ran is charged, the rest go back in order; what it had asked for is cancelled,
   * and what the process held is released.
   *
   * @param account how the worker ended, as a sentence
   * @param exit null if it could not be joined
   */
  void settle(Worker worker, String account, @Nullable WorkerExit exit, long now) {
    Attempt running = worker.running();
    if (running != null) {
      worker.outstanding.removeFirst();
      charge(running, worker, account, exit, now);
    }
    putBackRest(worker);
    if (running != null) {
      nested.parentEnded(running);
    }
    shared.died(worker.member);
  }

  private void charge(
      Attempt running, Worker worker, String account, @Nullable WorkerExit exit, long now) {
    TaskStatus status = statusOf(running, worker);
    running.entry.deaths += status == TaskStatus.CRASHED ? 1 : 0;
    Outcome outcome = outcome(status, running, account, exit);
    book.attemptEnded(running.entry, running.ended(outcome, worker.ref(), now), now);
  }

  private void putBackRest(Worker worker) {
    for (Iterator<Attempt> last = worker.outstanding.descendingIterator(); last.hasNext(); ) {
      book.putBack(last.next().entry);
    }
    worker.outstanding.clear();
  }

  private static TaskStatus statusOf(Attempt running, Worker worker) {
    if (running.cancel == Attempt.Cancel.TIME_LIMIT) {
      return TaskStatus.TIMED_OUT;
    }
    if (running.cancel == Attempt.Cancel.CALLER) {
      return TaskStatus.CANCELLED;
    }
    StopReason reason = worker.stopReason;
    boolean byUs = worker.signalled || worker.saidGoodbye || running.cancel != null;
    return reason != null && byUs ? reason.kind().statusOfAttempt() : TaskStatus.CRASHED;
  }

  private static Outcome outcome(
      TaskStatus status, Attempt running, String account, @Nullable WorkerExit exit) {
    if (status == TaskStatus.TIMED_OUT) {
      return OutcomeFactory.timedOut(running);
    }
    String text = account;
    if (RetryPolicy.isQuarantined(running.entry.deaths)) {
      text += "; " + running.entry.deaths + " workers died under it, so it is not tried again";
    }
    String type = status == TaskStatus.CRASHED ? "WorkerCrashed" : "Cancelled";
    return Outcome.failure(
        status,
        exit == null
            ? TaskError.of(type, text)
            : new TaskError(
                type, text, null, exit.status().code(), exit.status().signal(), exit.stderrTail()));
  }
}
