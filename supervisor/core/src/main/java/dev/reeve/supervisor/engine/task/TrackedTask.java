package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task between submission and result; to who submitted it, what it can be cancelled by. */
public final class TrackedTask {
  /** What is told of a task that was cancelled. */
  public static final TaskError CANCELLED = TaskError.of("Cancelled", "it was cancelled");

  public final Task task;
  final ResultListener listener;

  /** How many tasks above it have asked for each other. */
  public final int depth;

  /** Attempts that were started and ended. */
  public int attempts;

  /** Workers that died under it. */
  public int deaths;

  /** Whether who submitted it has asked for its end. */
  boolean cancelled;

  /** Whether its result has been told. */
  boolean settled;

  /** How the last attempt ended; null before the first has. */
  @Nullable Ended last;

  /** A task that no other has asked for. */
  public TrackedTask(Task task, ResultListener listener) {
    this(task, 0, listener);
  }

  public TrackedTask(Task task, int depth, ResultListener listener) {
    this.task = task;
    this.depth = depth;
    this.listener = listener;
  }

  /** Ends a task that nobody has taken on. */
  public void refuse(TaskError why) {
    settled = true;
    listener.onResult(leftUndone(why));
  }

  /**
   * The result if the run stops before the task could be tried, or tried again. What was tried and
   * may be tried again is cancelled, not failed: a resumed run goes on with it.
   *
   * @param why the run stops
   */
  TaskResult leftUndone(TaskError why) {
    Ended ended = last;
    return ended == null
        ? notStarted(TaskStatus.SKIPPED, why)
        : ended.cutShort(attempts, String.valueOf(why.message())).toResult(task, attempts);
  }

  /** The result if it is cancelled while no worker runs it. */
  TaskResult cancelledWhileWaiting() {
    Ended ended = last;
    return ended == null
        ? notStarted(TaskStatus.CANCELLED, CANCELLED)
        : ended.cutShort(attempts, "it was cancelled").toResult(task, attempts);
  }

  private TaskResult notStarted(TaskStatus status, TaskError error) {
    return TaskResult.notStarted(task.seq(), task.id(), task.handler(), status, error);
  }

  /** How an attempt ended. */
  public record Ended(
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
