package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.AttemptEnd;
import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.task.Outcome;
import dev.reeve.supervisor.engine.task.RetryPolicy;
import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.process.WorkerExit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settles the attempts of a worker that has ended: charges the one that ran, and puts the tasks of
 * the others back. If a batch ran, nobody knows which of its tasks ended the worker: they run again
 * in halves, until the one that does so is alone.
 */
final class LostAttempts {
  private final TaskTracker tracker;
  private final WorkerRequests requests;
  private final EngineClock clock;

  LostAttempts(TaskTracker tracker, WorkerRequests requests, EngineClock clock) {
    this.tracker = tracker;
    this.requests = requests;
    this.clock = clock;
  }

  /** How a worker has ended. */
  private record Loss(Worker worker, String account, @Nullable WorkerExit exit, long now) {}

  /**
   * Settles all attempts that a worker has.
   *
   * @param account how the worker ended, as a sentence
   * @param exit null if the process could not be joined
   */
  void settle(Worker worker, String account, @Nullable WorkerExit exit, long now) {
    Loss loss = new Loss(worker, account, exit, now);
    List<Attempt> running = worker.attempts().takeRunning();
    if (running.size() == 1) {
      charge(running.get(0), loss);
    } else if (running.isEmpty()) {
      settleNext(loss);
    } else {
      settleBatch(running, loss);
    }
    for (Attempt attempt : worker.attempts().takeAll()) {
      tracker.putBack(attempt.task());
    }
    running.forEach(requests::attemptEnded);
  }

  /**
   * Settles the attempt that an idle worker was about to start. Reading it may have ended the
   * worker; a task that no worker lives to start must be the reason for their deaths.
   */
  private void settleNext(Loss loss) {
    OutstandingAttempts attempts = loss.worker().attempts();
    Attempt next = attempts.first();
    if (next == null || statusOf(next, loss.worker()) != TaskStatus.CRASHED) {
      return;
    }
    List<Attempt> together = next.isInBatch() ? attempts.takeTogetherWith(next) : List.of(next);
    if (together.size() > 1) {
      tracker.putBackInHalves(tasksOf(together));
    } else if (next.task().workerDiedBeforeStart()) {
      List<Attempt> unused = attempts.takeTogetherWith(next);
      next.ensureStarted(clock.wall(), loss.now());
      charge(next, loss);
    } else if (next.isInBatch()) {
      tracker.putBack(next.task());
    }
  }

  private static List<TrackedTask> tasksOf(List<Attempt> attempts) {
    return attempts.stream().map(Attempt::task).toList();
  }

  /**
   * Charges the attempts of a batch that were to end early; the others run again: in halves after a
   * crash, as before if their worker was ended for the sake of one that was charged.
   */
  private void settleBatch(List<Attempt> batch, Loss loss) {
    StopReason reason = loss.worker().ladder().reason();
    boolean endedForOne = reason != null && reason.kind().isOfOneTask();
    List<Attempt> others = new ArrayList<>();
    for (Attempt attempt : batch) {
      boolean crashed = statusOf(attempt, loss.worker()) == TaskStatus.CRASHED;
      if (!attempt.isToEndItself() && (crashed || endedForOne)) {
        others.add(attempt);
      } else {
        attempt.ensureStarted(clock.wall(), loss.now());
        charge(attempt, loss);
      }
    }
    if (endedForOne) {
      for (int i = others.size() - 1; i >= 0; i--) {
        tracker.putBack(others.get(i).task());
      }
    } else {
      tracker.putBackInHalves(tasksOf(others));
    }
  }

  private void charge(Attempt running, Loss loss) {
    AttemptEnd end =
        new AttemptEnd(
            outcome(running, loss),
            running.startedAt(),
            running.nanos(running.startedNanos(), loss.now()),
            loss.worker().identity().forResults());
    tracker.attemptEnded(running.task(), end, loss.now());
  }

  private static Outcome outcome(Attempt running, Loss loss) {
    TaskStatus status = statusOf(running, loss.worker());
    if (status == TaskStatus.TIMED_OUT) {
      return running.timedOut();
    }
    if (status == TaskStatus.CRASHED) {
      running.task().workerDied();
    }
    String type = status == TaskStatus.CRASHED ? "WorkerCrashed" : "Cancelled";
    String text = loss.account() + quarantine(running.task().deaths());
    WorkerExit exit = loss.exit();
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
