package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RpcError;
import dev.reeve.supervisor.engine.task.Outcome;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.Durations;
import java.time.Duration;

/** What an attempt comes to when its worker has answered. */
final class OutcomeFactory {
  private OutcomeFactory() {}

  /** A result that comes when the attempt was to end early comes too late. */
  static Outcome success(Attempt attempt, FromWorker.Success message) {
    if (attempt.cancel == Attempt.Cancel.TIME_LIMIT) {
      return timedOut(attempt);
    }
    return attempt.cancel == Attempt.Cancel.CALLER
        ? Outcome.failure(TaskStatus.CANCELLED, TrackedTask.CANCELLED)
        : Outcome.success(message.result());
  }

  static Outcome failure(Worker worker, Attempt attempt, RpcError error) {
    if (attempt.cancel == null) {
      return Outcome.failure(TaskStatus.FAILED, toTaskError(error));
    }
    return switch (attempt.cancel) {
      case TIME_LIMIT -> timedOut(attempt);
      case CALLER, RUN_STOPS -> Outcome.failure(TaskStatus.CANCELLED, toTaskError(error));
      case WORKER_UNHEALTHY -> endedWithWorker(worker, attempt, toTaskError(error));
    };
  }

  /** What failed because its worker was being ended says how that ended it, which is no cause. */
  private static Outcome endedWithWorker(Worker worker, Attempt attempt, TaskError last) {
    attempt.entry.deaths++;
    String cause = WorkerEnd.of(worker).sentence() + "; the task's last word: " + last.message();
    return Outcome.failure(
        TaskStatus.CRASHED,
        new TaskError("WorkerCrashed", cause, last.stack(), null, null, last.stderrTail()));
  }

  /** The attempt passed its time limit. */
  static Outcome timedOut(Attempt attempt) {
    Duration limit = attempt.entry.task.policy().timeout();
    return Outcome.failure(
        TaskStatus.TIMED_OUT,
        TaskError.of("TimedOut", "the time limit of " + Durations.text(limit) + " has passed"));
  }

  static TaskError toTaskError(RpcError error) {
    ErrorData data = error.data();
    if (data == null) {
      return TaskError.of("RpcError" + error.code(), error.message());
    }
    String message = data.message() == null ? error.message() : data.message();
    return new TaskError(
        data.type(), message, data.stack(), data.exitCode(), data.signal(), data.stderrTail());
  }
}
