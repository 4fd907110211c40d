package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.BatchSize;
import dev.reeve.supervisor.engine.task.Deadline;
import dev.reeve.supervisor.model.BatchRelease;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The handlers that work on batches: their limits, and when a batch goes to an idle worker. */
final class Batches {
  private final Map<String, Handler> handlers = new HashMap<>();

  /** One handler. */
  private static final class Handler {
    private BatchSize size;
    private final BatchTiming timing = new BatchTiming();

    /** Until when a batch that is not full waits. */
    private final Deadline wait = new Deadline();

    Handler(BatchSize size) {
      this.size = size;
    }
  }

  /** Notes that handlers work on batches; what is known of them stays. */
  void know(Map<String, BatchSize> sizes) {
    for (Map.Entry<String, BatchSize> entry : sizes.entrySet()) {
      handlers.computeIfAbsent(entry.getKey(), name -> new Handler(entry.getValue())).size =
          entry.getValue();
    }
  }

  /** Returns whether no handler works on batches. */
  boolean isEmpty() {
    return handlers.isEmpty();
  }

  /** Returns the limits of the batches of a handler; null if it takes single tasks. */
  @Nullable BatchSize sizeOf(String handler) {
    Handler known = handlers.isEmpty() ? null : handlers.get(handler);
    return known == null ? null : known.size;
  }

  /**
   * Decides about the tasks of a handler that wait while a worker is idle.
   *
   * @param waiting their number, from 1 to the most in a batch
   * @param full why no task more fits; null if one does
   * @return why the batch goes now; null if it waits
   */
  @Nullable BatchRelease decide(
      String handler, int waiting, @Nullable BatchRelease full, long now) {
    Handler known = handlers.get(handler);
    if (known == null || full != null) {
      return full;
    }
    if (known.size.maxWaitMillis() == 0) {
      return BatchRelease.NO_WAIT;
    }
    if (known.wait.isDue(now)) {
      return BatchRelease.WAITED;
    }
    if (!known.timing.paysToWait(waiting)) {
      return BatchRelease.NO_GAIN;
    }
    if (!known.wait.isSet()) {
      known.wait.set(now, Duration.ofMillis(known.size.maxWaitMillis()));
    }
    return null;
  }

  /** Notes that a batch was handed to a worker. */
  void released(String handler, int items, long now) {
    Handler known = handlers.get(handler);
    if (known != null) {
      known.wait.clear();
      known.timing.released(items, now);
    }
  }

  /** Notes that all tasks of a batch have been answered. */
  void ended(String handler, int items, long nanos) {
    Handler known = handlers.isEmpty() ? null : handlers.get(handler);
    if (known != null) {
      known.timing.ended(items, nanos);
    }
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until a batch has waited enough. */
  long limit(long wait, long now) {
    long limited = wait;
    for (Handler handler : handlers.values()) {
      limited = handler.wait.limit(limited, now);
    }
    return limited;
  }
}
