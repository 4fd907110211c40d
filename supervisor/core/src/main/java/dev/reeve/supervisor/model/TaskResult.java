package dev.reeve.supervisor.model;

import dev.reeve.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one task ended: there is exactly one for each task.
 *
 * @param seq of the task
 * @param id of the task
 * @param handler of the task
 * @param status how it ended
 * @param attempts that were started, from 0
 * @param startedAt wall clock at the start of the last attempt; null if none was started
 * @param durationNanos of the last attempt: how long its handler ran, as the worker told; where it
 *     did not, because it died or no handler was called, the time between the events; 0 if none was
 *     started
 * @param worker that ran the last attempt; null if none did
 * @param result of the handler, if it succeeded
 * @param error if it did not succeed
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
   * @param slot its place in the pool, from 0
   * @param pid its process id
   */
  public record WorkerRef(int slot, long pid) {}

  /** The same as a failure for that reason. */
  public TaskResult failed(TaskError why) {
    return new TaskResult(
        seq, id, handler, TaskStatus.FAILED, attempts, startedAt, durationNanos, worker, null, why);
  }

  /** The result of a task that no worker has touched. */
  public static TaskResult notStarted(
      long seq, String id, String handler, TaskStatus status, TaskError error) {
    return new TaskResult(seq, id, handler, status, 0, null, 0, null, null, error);
  }
}
