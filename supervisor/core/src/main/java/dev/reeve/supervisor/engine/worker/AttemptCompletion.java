package dev.reeve.supervisor.engine.worker;

import dev.reeve.json.Json;
import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.RpcError;
import dev.reeve.supervisor.engine.task.AttemptEnd;
import dev.reeve.supervisor.engine.task.Outcome;
import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskStatus;
import java.util.List;
import java.util.Set;

/** Completes attempts that their worker has answered: decides the outcome and what follows. */
final class AttemptCompletion {

  /** Types of the errors by which handlers react to an interrupt. */
  private static final Set<String> INTERRUPTIONS =
      Set.of(
          "java.lang.InterruptedException",
          "java.nio.channels.ClosedByInterruptException",
          "java.util.concurrent.CancellationException",
          "CommandInterrupted");

  private final TaskTracker tracker;
  private final WorkerRequests requests;
  private final PrefetchWindow window;
  private final Batches batches;

  AttemptCompletion(
      TaskTracker tracker, WorkerRequests requests, PrefetchWindow window, Batches batches) {
    this.tracker = tracker;
    this.requests = requests;
    this.window = window;
    this.batches = batches;
  }

  /** Notes that the worker has started an attempt. */
  void started(Worker worker, Attempt attempt) {
    tracker.attemptStarted(attempt.task(), attempt.startedAt(), worker.identity().forResults());
  }

  /** Completes an attempt whose handler returned. The result is too late if it was cancelled. */
  void succeeded(Worker worker, Attempt attempt, Json result, long now) {
    complete(worker, attempt, outcome(attempt, result), now);
    if (!attempt.isInBatch()) { // of a batch only all items together are interrupted
      replaceIfInterrupted(worker, attempt, now);
    }
  }

  private static Outcome outcome(Attempt attempt, Json result) {
    if (attempt.cancelCause() == Attempt.CancelCause.TIME_LIMIT) {
      return attempt.timedOut();
    }
    return attempt.cancelCause() == Attempt.CancelCause.CALLER
        ? Outcome.cancelled()
        : Outcome.success(result);
  }

  /** Completes an attempt whose handler threw. */
  void failed(Worker worker, Attempt attempt, RpcError error, long now) {
    TaskError reason = toTaskError(error);
    boolean interrupted = INTERRUPTIONS.contains(reason.type());
    if (interrupted && attempt.isInBatch() && !attempt.isToEndItself()) {
      if (attempt.cancelCause() == Attempt.CancelCause.WORKER_UNHEALTHY) {
        runsAgainAlone(worker, attempt, now);
        return;
      }
      if (isEndedForAnother(worker)) {
        cameBack(worker, attempt, now);
        return;
      }
    }
    complete(worker, attempt, outcome(worker, attempt, reason), now);
    if (interrupted || !attempt.isInBatch()) {
      replaceIfInterrupted(worker, attempt, now);
    }
    ErrorData data = error.data();
    if (data != null && data.fatal()) {
      String why = "a handler threw " + data.type() + " under task " + attempt.printableTaskId();
      worker.stop(StopReason.recycle(why), now);
    }
  }

  /** Returns whether a worker is ended for the sake of one task. */
  private static boolean isEndedForAnother(Worker worker) {
    StopReason reason = worker.ladder().reason();
    return reason != null && reason.kind().isOfOneTask();
  }

  private static Outcome outcome(Worker worker, Attempt attempt, TaskError error) {
    Attempt.CancelCause cause = attempt.cancelCause();
    if (cause == null) {
      return Outcome.failure(TaskStatus.FAILED, error);
    }
    return switch (cause) {
      case TIME_LIMIT -> attempt.timedOut().withTailsOf(error);
      case CALLER -> cancelled("it was cancelled", error);
      case RUN_STOPS -> cancelled(whyItEnds(worker), error);
      case WORKER_UNHEALTHY -> endedWithWorker(worker, attempt, error);
    };
  }

  private static String whyItEnds(Worker worker) {
    StopReason reason = worker.ladder().reason();
    return reason == null ? "the run stops" : reason.text();
  }

  /**
   * Returns the outcome of an attempt that was cancelled. The error by which a handler reacts to
   * that says nothing more; any other does.
   */
  private static Outcome cancelled(String why, TaskError last) {
    TaskError error =
        INTERRUPTIONS.contains(last.type())
            ? TaskError.of("Cancelled", why).withTailsOf(last)
            : last.withMessage(why + "; the task's last word: " + last.message());
    return Outcome.failure(TaskStatus.CANCELLED, error);
  }

  /**
   * Returns the outcome of an attempt that failed because its worker is being ended. The cause is
   * that of the worker's end; the handler's own error only says how that ended it.
   */
  private static Outcome endedWithWorker(Worker worker, Attempt attempt, TaskError last) {
    attempt.task().workerDied();
    String cause = WorkerEnd.of(worker).sentence() + "; the task's last word: " + last.message();
    return Outcome.failure(
        TaskStatus.CRASHED,
        new TaskError("WorkerCrashed", cause, last.stack(), null, null, null).withTailsOf(last));
  }

  private static TaskError toTaskError(RpcError error) {
    ErrorData data = error.data();
    if (data == null) {
      return TaskError.of("RpcError" + error.code(), error.message());
    }
    String message = data.message() == null ? error.message() : data.message();
    return new TaskError(
        data.type(),
        message,
        data.stack(),
        data.exitCode(),
        data.signal(),
        data.stdoutTail(),
        data.stderrTail());
  }

  private void complete(Worker worker, Attempt attempt, Outcome outcome, long now) {
    Json result = outcome.result();
    window.observe(
        attempt.handler(),
        worker.busyTime().nanos(attempt, now),
        result == null ? 0 : result.length());
    long nanos = attempt.nanos(attempt.startedNanos(), now);
    if (worker.attempts().isLastOfBatch(attempt)) {
      batches.ended(attempt.handler(), attempt.batchSize(), now - attempt.startedNanos());
      worker.worked(nanos, now);
    }
    AttemptEnd end =
        new AttemptEnd(outcome, attempt.startedAt(), nanos, worker.identity().forResults());
    tracker.attemptEnded(attempt.task(), end, now);
    requests.attemptEnded(attempt);
    worker.answerHandled(now);
  }

  /** Replaces a worker whose handler was interrupted half-way and may have left anything behind. */
  private static void replaceIfInterrupted(Worker worker, Attempt attempt, long now) {
    if (attempt.cancelCause() == Attempt.CancelCause.CALLER) {
      String why = "task " + attempt.printableTaskId() + " was cancelled while it ran";
      worker.stop(StopReason.recycle(why), now);
    }
  }

  /** Puts an item back that may be the reason why its worker did not move on. */
  private void runsAgainAlone(Worker worker, Attempt attempt, long now) {
    worker.attempts().cameBack();
    tracker.putBackInHalves(List.of(attempt.task()));
    worker.answerHandled(now);
  }

  /** Puts a task back that the worker gave back without having started it. */
  void cameBack(Worker worker, Attempt attempt, long now) {
    worker.attempts().cameBack();
    tracker.putBack(attempt.task());
    worker.answerHandled(now);
  }
}
