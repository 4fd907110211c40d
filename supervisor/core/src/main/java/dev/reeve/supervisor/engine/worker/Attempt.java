package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.RequestId;
import dev.reeve.supervisor.engine.task.Outcome;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.TaskResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task in a worker's hands: waiting in its pipe, or running. */
public final class Attempt {
  public final TrackedTask entry;
  final RequestId request;

  /** When the worker said that it started; null while it waits. */
  @Nullable Instant startedAt;

  public long startedNanos;

  /** How long the handler ran, as the worker told with its response; −1 if it did not. */
  long toldNanos = -1;

  /** Why it was told to end early; null if it was not. */
  @Nullable Cancel cancel;

  /** Whether the worker was asked to give it back if it has not started. */
  boolean takenBack;

  /** What it has asked to be run, ended or not. */
  final List<TrackedTask> children = new ArrayList<>(0);

  /** Why an attempt is told to end early. */
  enum Cancel {
    /** It passed its time limit. */
    TIME_LIMIT,
    /** Who submitted the task has asked for it. */
    CALLER,
    /** The run stops. */
    RUN_STOPS,
    /** Its worker has to be replaced. */
    WORKER_UNHEALTHY
  }

  Attempt(TrackedTask entry, RequestId request) {
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
  TrackedTask.Ended ended(Outcome outcome, TaskResult.WorkerRef worker, long now) {
    return new TrackedTask.Ended(outcome, startedAt, nanos(startedNanos, now), worker);
  }
}
