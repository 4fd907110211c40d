package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskResult;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The events of tasks for a listener that wants them. Tasks that running tasks have submitted are
 * left out.
 */
final class TaskNews {
  private final SupervisorListener listener;
  private final boolean wanted;

  TaskNews(SupervisorListener listener) {
    this.listener = listener;
    this.wanted = listener.hearsTasks();
  }

  private boolean isWanted(TrackedTask task) {
    return wanted && task.depth() == 0;
  }

  /** Tells that a worker has started the next attempt, unless that was told. */
  void attemptStarted(TrackedTask task, @Nullable Instant startedAt, TaskResult.WorkerRef worker) {
    if (isWanted(task) && task.announceAttempt()) {
      listener.attemptStarted(attempt(task, task.endedAttempts() + 1, startedAt, worker));
    }
  }

  /**
   * Tells that the attempt that the task has counted last has ended.
   *
   * @param retryAfter the wait before the next one; null if there is none
   */
  void attemptEnded(TrackedTask task, AttemptEnd end, @Nullable Duration retryAfter) {
    if (isWanted(task)) {
      TaskAttempt attempt = attempt(task, task.endedAttempts(), end.startedAt(), end.worker());
      listener.attemptEnded(
          new TaskAttemptEnd(
              attempt, end.outcome().status(), end.nanos(), end.outcome().error(), retryAfter));
    }
  }

  private static TaskAttempt attempt(
      TrackedTask tracked, int number, @Nullable Instant startedAt, TaskResult.WorkerRef worker) {
    Task task = tracked.task();
    return new TaskAttempt(task.seq(), task.id(), task.handler(), number, startedAt, worker);
  }

  /** Tells that a task has ended. */
  void taskEnded(TrackedTask task, TaskResult result) {
    if (isWanted(task)) {
      listener.taskEnded(result.withoutResult());
    }
  }

  /** Tells of a task that needed no worker. */
  void recorded(TaskResult result) {
    if (wanted) {
      listener.taskEnded(result.withoutResult());
    }
  }
}
