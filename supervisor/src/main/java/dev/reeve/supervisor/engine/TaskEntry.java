package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.ResultListener;
import dev.reeve.supervisor.Task;
import dev.reeve.supervisor.TaskError;
import dev.reeve.supervisor.TaskResult;
import dev.reeve.supervisor.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task between submission and result. */
final class TaskEntry {
  final Task task;
  final ResultListener listener;

  /** Attempts that were started and ended. */
  int attempts;

  /** Workers that died under it. */
  int deaths;

  /** How the last attempt ended; null before the first has. */
  @Nullable Ended last;

  TaskEntry(Task task, ResultListener listener) {
    this.task = task;
    this.listener = listener;
  }

  /** The result if nothing further is tried. */
  TaskResult result(TaskStatus status, TaskError errorIfNeverStarted) {
    Ended ended = last;
    if (ended == null) {
      return TaskResult.notStarted(
          task.seq(), task.id(), task.handler(), status, errorIfNeverStarted);
    }
    return ended.toResult(task, attempts);
  }

  /** How an attempt ended. */
  record Ended(
      Outcome outcome, @Nullable Instant startedAt, long nanos, TaskResult.WorkerRef worker) {
    TaskResult toResult(Task task, int attempts) {
      return new TaskResult(
          task.seq(),
          task.id(),
          task.handler(),
          outcome.status(),
          attempts,
          startedAt,
          nanos,
          worker,
          outcome.result(),
          outcome.error());
    }
  }
}
