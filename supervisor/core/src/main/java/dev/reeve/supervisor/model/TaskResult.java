package dev.reeve.supervisor.model;

import dev.reeve.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one task; each task has exactly one.
 *
 * @param seq {@link Task#seq} of the task
 * @param id {@link Task#id} of the task
 * @param handler {@link Task#handler} of the task
 * @param status the way in which the task ended
 * @param attempts number of attempts that were started, from 0
 * @param startedAt wall clock at the start of the last attempt; null if none was started
 * @param durationNanos run time of the handler in the last attempt, as the worker measured it, in
 *     nanoseconds; if the worker died or called no handler, the time between the events; 0 if no
 *     attempt was started
 * @param worker the worker of the last attempt; null if there was none
 * @param result the handler's result; null if the task did not succeed
 * @param error the error; null if the task succeeded
 */
public record TaskResult(
    long seq,
    String id,
    String handler,
    TaskStatus status,
    int attempts,
    @Nullable Instant startedAt,
    long durationNanos,
    @Nullable WorkerRef worker,
    @Nullable Json result,
    @Nullable TaskError error) {

  /**
   * A worker process.
   *
   * @param slot the worker's place in the pool, from 0
   * @param pid process id
   */
  public record WorkerRef(int slot, long pid) {}

  /** Returns a builder for the result of a task. */
  public static TaskResultBuilder builder(Task task, TaskStatus status) {
    return builder(task.seq(), task.id(), task.handler(), status);
  }

  /** Returns a builder for the result of the task with that number, id and handler. */
  public static TaskResultBuilder builder(long seq, String id, String handler, TaskStatus status) {
    return new TaskResultBuilder(seq, id, handler, status);
  }

  /** Returns a builder that begins with all values of this result. */
  public TaskResultBuilder toBuilder() {
    return builder(seq, id, handler, status)
        .attempts(attempts)
        .startedAt(startedAt)
        .durationNanos(durationNanos)
        .worker(worker)
        .result(result)
        .error(error);
  }

  /** Returns a copy that has failed with that error. */
  public TaskResult failed(TaskError reason) {
    return toBuilder().status(TaskStatus.FAILED).result(null).error(reason).build();
  }

  /** Returns a copy with another number of attempts. */
  public TaskResult withAttempts(int number) {
    return toBuilder().attempts(number).build();
  }

  /** Returns a copy with another place in the input. */
  public TaskResult withSeq(long place) {
    return toBuilder().seq(place).build();
  }

  /** Returns a copy without the handler's result. */
  public TaskResult withoutResult() {
    return result == null ? this : toBuilder().result(null).build();
  }

  /** Returns the result of a task that was never given to a worker. */
  public static TaskResult notStarted(
      long seq, String id, String handler, TaskStatus status, TaskError error) {
    return builder(seq, id, handler, status).error(error).build();
  }
}
