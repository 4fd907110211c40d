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

  /**
   * The result if the run stops before the task could be tried, or tried again. What was tried and
   * may be tried again is cancelled, not failed: a resumed run goes on with it.
   *
   * @param why the run stops
   */
  TaskResult leftUndone(String why) {
    Ended ended = last;
    if (ended == null) {
      return TaskResult.notStarted(
          task.seq(), task.id(), task.handler(), TaskStatus.SKIPPED, TaskError.of("Skipped", why));
    }
    return ended.cutShort(attempts, why).toResult(task, attempts);
  }

  /** How an attempt ended. */
  record Ended(
      Outcome outcome, @Nullable Instant startedAt, long nanos, TaskResult.WorkerRef worker) {

    /** The same if the run stopped before the next attempt. */
    private Ended cutShort(int attempts, String why) {
      String how = "attempt %d %s".formatted(attempts, outcome.status().word());
      String rest = "; it was not tried again: " + why;
      TaskError error = outcome.error();
      TaskError told =
          error == null
              ? TaskError.of("Cancelled", how + rest)
              : error.withMessage(how + ": " + error.message() + rest);
      return new Ended(Outcome.failure(TaskStatus.CANCELLED, told), startedAt, nanos, worker);
    }

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
