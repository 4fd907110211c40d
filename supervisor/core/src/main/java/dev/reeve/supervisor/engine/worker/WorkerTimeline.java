package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.WorkerTimes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The times in the life of one worker process, in monotonic nanoseconds. */
final class WorkerTimeline {
  private final long startedAt;
  private long readyAt;
  private long endingSince;
  private boolean isReady;
  private boolean isEnding;
  private long workingNanos;

  WorkerTimeline(long startedAt) {
    this.startedAt = startedAt;
  }

  /** Notes that the worker is ready for tasks. */
  void ready(long now) {
    isReady = true;
    readyAt = now;
  }

  /** Adds the time of one call of a handler, which has ended now. */
  void worked(long nanos, long now) {
    workingNanos += nanos;
    if (isEnding) {
      endingSince = now; // it had to finish that call first
    }
  }

  /** Notes that the worker is asked to end now, or signalled. Only the first time counts. */
  void ending(long now) {
    if (!isEnding) {
      isEnding = true;
      endingSince = now;
    }
  }

  /**
   * Returns the times until {@code now}.
   *
   * @param runningSince start of the call of a handler that goes on; null if there is none
   */
  WorkerTimes until(long now, @Nullable Long runningSince) {
    long end = isEnding ? endingSince : now;
    long ready = isReady ? readyAt : end;
    long running = runningSince == null ? 0 : Math.max(0, end - runningSince);
    long working = workingNanos + running;
    return new WorkerTimes(
        Duration.ofNanos(ready - startedAt),
        Duration.ofNanos(working),
        Duration.ofNanos(Math.max(0, end - ready - working)),
        Duration.ofNanos(now - end));
  }
}
