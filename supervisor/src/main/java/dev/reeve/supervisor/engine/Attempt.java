package dev.reeve.supervisor.engine;

import dev.reeve.protocol.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task in a worker's hands: waiting in its pipe, or running. */
final class Attempt {
  final TaskEntry entry;
  final RequestId request;

  /** When the worker said that it started; null while it waits. */
  @Nullable Instant startedAt;

  long startedNanos;

  /** Why it was told to end early; null if it was not. */
  @Nullable Cancel cancel;

  /** Why an attempt is told to end early. */
  enum Cancel {
    /** It passed its time limit. */
    TIME_LIMIT,
    /** The run stops. */
    RUN_STOPS,
    /** Its worker has to be replaced. */
    WORKER_UNHEALTHY,
    /** It has not started, and another worker is to have it. */
    TAKE_BACK
  }

  Attempt(TaskEntry entry, RequestId request) {
    this.entry = entry;
    this.request = request;
  }

  boolean started() {
    return startedAt != null;
  }
}
