package dev.reeve.supervisor.engine.worker;

import static dev.reeve.supervisor.engine.worker.Dispatcher.TAKE_BACK_AFTER;

import dev.reeve.supervisor.engine.task.TrackedTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits very short tasks to as many workers as there are processors; more would only add context
 * switches. Other workers get such tasks only when these take no more, or when one of these turns
 * out to be busy for longer.
 */
final class ShortTaskPlacement {

  /**
   * A task is short if so many of its kind may wait in a pipe: it takes some 30 µs at most, so it
   * waits for nothing and keeps a processor busy.
   */
  private static final int SHORT = 64;

  /** Payload bytes beyond which a worker gets no more tasks: a few buffers of a pipe. */
  private static final long MOST_BYTES = 256 << 10;

  private static final int FEWEST_WORKERS = 2;

  private final PrefetchWindow window;
  private final Batches batches;
  private final int workers;

  ShortTaskPlacement(PrefetchWindow window, Batches batches, int processors) {
    this.window = window;
    this.batches = batches;
    this.workers = Math.max(FEWEST_WORKERS, processors);
  }

  /** Returns how many more workers should get short tasks; idle ones do not have them yet. */
  int missing(List<Slot> slots, long now) {
    if (slots.size() <= workers) {
      return slots.size();
    }
    int missing = workers;
    for (Slot slot : slots) {
      if (shortTask(slot.worker(), now) != null) {
        missing--;
      }
    }
    return missing;
  }

  boolean isShort(@Nullable TrackedTask task) {
    return task != null && behind(task.task().handler()) >= SHORT;
  }

  /** Returns how many tasks may wait in a worker's pipe behind an attempt. */
  int behind(Attempt attempt) {
    return behind(attempt.handler());
  }

  /** Behind a batch nothing waits, so that the next one can fill. */
  private int behind(String handler) {
    return batches.sizeOf(handler) == null ? window.behind(handler) : 0;
  }

  /** Returns the first attempt of a worker if the worker runs short tasks; else null. */
  private @Nullable Attempt shortTask(@Nullable Worker worker, long now) {
    if (worker == null || worker.state() != WorkerState.BUSY) {
      return null;
    }
    Attempt first = worker.attempts().first();
    boolean isShort =
        first != null
            && first.children().isEmpty()
            && isShort(first.task())
            && mayTakeMore(worker)
            && now - worker.busyTime().since(first) < TAKE_BACK_AFTER.toNanos();
    return isShort ? first : null;
  }

  /** Returns whether a worker is not full yet. */
  boolean mayTakeMore(Worker worker) {
    return worker.attempts().payloadBytes() < MOST_BYTES && worker.mayBeGivenMore();
  }

  /**
   * Returns the smaller of {@code wait} and the nanoseconds until a worker that runs short tasks
   * may turn out to be busy for longer.
   */
  long limit(List<Slot> slots, long wait, long now) {
    long limited = wait;
    for (Slot slot : slots) {
      Worker worker = slot.worker();
      Attempt first = shortTask(worker, now);
      if (worker != null && first != null) {
        long busy = now - worker.busyTime().since(first);
        limited = Math.min(limited, TAKE_BACK_AFTER.toNanos() - busy);
      }
    }
    return limited;
  }
}
