package dev.reeve.supervisor.model;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.TaskResult.WorkerRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The values of a {@link TaskResult} to be made. Without further calls it is the result of a task
 * of which no attempt was started.
 */
public final class TaskResultBuilder {
  private final String id;
  private final String handler;
  private long seq;
  private TaskStatus status;
  private int attempts;
  private @Nullable Instant startedAt;
  private long durationNanos;
  private @Nullable WorkerRef worker;
  private @Nullable Json result;
  private @Nullable TaskError error;

  TaskResultBuilder(long seq, String id, String handler, TaskStatus status) {
    this.seq = seq;
    this.id = id;
    this.handler = handler;
    this.status = status;
  }

  TaskResultBuilder seq(long place) {
    this.seq = place;
    return this;
  }

  TaskResultBuilder status(TaskStatus ended) {
    this.status = ended;
    return this;
  }

  /** Sets the number of attempts that were started (default: 0). */
  public TaskResultBuilder attempts(int number) {
    this.attempts = number;
    return this;
  }

  /** Sets the wall clock at the start of the last attempt (default: null, for none). */
  public TaskResultBuilder startedAt(@Nullable Instant wall) {
    this.startedAt = wall;
    return this;
  }

  /** Sets the run time of the last attempt in nanoseconds (default: 0). */
  public TaskResultBuilder durationNanos(long nanos) {
    this.durationNanos = nanos;
    return this;
  }

  /** Sets the worker of the last attempt (default: null, for none). */
  public TaskResultBuilder worker(@Nullable WorkerRef last) {
    this.worker = last;
    return this;
  }

  /** Sets the handler's result (default: null, for none). */
  public TaskResultBuilder result(@Nullable Json json) {
    this.result = json;
    return this;
  }

  /** Sets the error (default: null, for none). */
  public TaskResultBuilder error(@Nullable TaskError reason) {
    this.error = reason;
    return this;
  }

  /** Returns the result. */
  public TaskResult build() {
    return new TaskResult(
        seq, id, handler, status, attempts, startedAt, durationNanos, worker, result, error);
  }
}
