package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.TaskError;
import dev.reeve.supervisor.TaskStatus;
import dev.reeve.supervisor.process.WorkerExit;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What becomes of the attempts that a worker had in its hands when its process went. */
final class Casualties {
  private final TaskBook book;

  Casualties(TaskBook book) {
    this.book = book;
  }

  /**
   * The attempt that ran is charged, the rest go back in order.
   *
   * @param account how the worker ended, as a sentence
   * @param exit null if it could not be joined
   */
  void settle(Worker worker, String account, @Nullable WorkerExit exit, long now) {
    Attempt running = worker.running();
    if (running != null) {
      worker.outstanding.removeFirst();
      TaskStatus status = statusOf(running, worker);
      running.entry.deaths += status == TaskStatus.CRASHED ? 1 : 0;
      Outcome outcome = outcome(status, running, account, exit);
      book.attemptEnded(running.entry, running.ended(outcome, worker.ref(), now), now);
    }
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
      return WorkerMessages.timedOut(running);
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
