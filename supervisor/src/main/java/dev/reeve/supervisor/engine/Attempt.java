package dev.reeve.supervisor.engine;

import dev.reeve.protocol.RequestId;
import dev.reeve.supervisor.TaskResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task in a worker's hands: waiting in its pipe, or running. */
final class Attempt {
  final TaskEntry entry;
  final RequestId request;

  /** When the worker said that it started; null while it waits. */
  @Nullable Instant startedAt;

  long startedNanos;

  /** How long the handler ran, as the worker told with its response; −1 if it did not. */
  long toldNanos = -1;

  /** Why it was told to end early; null if it was not. */
  @Nullable Cancel cancel;

  /** Whether the worker was asked to give it back if it has not started. */
  boolean takenBack;

  /** Why an attempt is told to end early. */
  enum Cancel {
    /** It passed its time limit. */
    TIME_LIMIT,
    /** The run stops. */
    RUN_STOPS,
    /** Its worker has to be replaced. */
    WORKER_UNHEALTHY
  }

  Attempt(TaskEntry entry, RequestId request) {
    this.entry = entry;
    this.request = request;
  }

  /** It was so short that nothing was heard of its start before its end. */
  void startedBefore(Instant wall, long now) {
    long nanos = Math.max(0, toldNanos);
    startedAt = wall.minusNanos(nanos);
    startedNanos = now - nanos;
  }

  boolean started() {
    return startedAt != null;
  }

  /**
   * How long it took: what the worker told, or else the time since {@code since}, which is too
   * short if the start and the end of an attempt arrive together.
   */
  long nanos(long since, long now) {
    return toldNanos >= 0 ? toldNanos : now - since;
  }

  /** What the task's record says of it now that it has ended. */
  TaskEntry.Ended ended(Outcome outcome, TaskResult.WorkerRef worker, long now) {
    return new TaskEntry.Ended(outcome, startedAt, nanos(startedNanos, now), worker);
  }
}
