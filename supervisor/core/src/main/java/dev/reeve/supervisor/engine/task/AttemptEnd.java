package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end of one attempt at a task.
 *
 * @param startedAt when the handler was called; null if that is not known
 * @param nanos how long the attempt took, in nanoseconds
 * @param worker the worker that ran it
 */
public record AttemptEnd(
    Outcome outcome, @Nullable Instant startedAt, long nanos, TaskResult.WorkerRef worker) {

  /**
   * Returns this end for a task that would have been tried again if the run had not stopped or the
   * task had not been cancelled: it counts as cancelled.
   *
   * @param attempts that have ended, this one included
   * @param why the task is not tried again
   */
  AttemptEnd cutShort(int attempts, String why) {
    String how = "attempt %d %s".formatted(attempts, outcome.status().word());
    String rest = "; it was not tried again: " + why;
    TaskError error = outcome.error();
    TaskError told =
        error == null
            ? TaskError.of("Cancelled", how + rest)
            : error.withMessage(how + ": " + error.message() + rest);
    return new AttemptEnd(Outcome.failure(TaskStatus.CANCELLED, told), startedAt, nanos, worker);
  }

  /**
   * Returns the result of the task if this was its last attempt.
   *
   * @param attempts that have ended, this one included
   */
  TaskResult toResult(Task task, int attempts) {
    return TaskResult.builder(task, outcome.status())
        .attempts(attempts)
        .startedAt(startedAt)
        .durationNanos(nanos)
        .worker(worker)
        .result(outcome.result())
        .error(outcome.error())
        .build();
  }
}
