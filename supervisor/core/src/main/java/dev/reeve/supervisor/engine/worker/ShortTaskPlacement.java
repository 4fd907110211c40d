package dev.reeve.supervisor.engine.worker;

import static dev.reeve.supervisor.engine.worker.Dispatcher.TAKE_BACK_AFTER;

import dev.reeve.supervisor.engine.task.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Those who share the tasks that are over in no time: of such tasks a processor does no more when
 * it has more workers to switch between. So they go to as many workers as there are processors, and
 * to the others only what these do not take, or when one of them turns out to be at work for
 * longer.
 */
final class ShortTaskPlacement {

  /**
   * Tasks of which so many may wait in a pipe, at some 30 µs each, are too short to wait for
   * anything: they keep a processor busy.
   */
  private static final int QUICK = 64;

  private static final int FEWEST = 2;

  private final PrefetchWindow window;
  private final long maxTasksPerWorker;
  private final int size;

  /**
   * @param maxTasksPerWorker 0 for no limit
   */
  ShortTaskPlacement(PrefetchWindow window, long maxTasksPerWorker, int processors) {
    this.window = window;
    this.maxTasksPerWorker = maxTasksPerWorker;
    this.size = Math.max(FEWEST, processors);
  }

  /** How many more workers should get quick tasks, those without work among them. */
  int missing(Slot[] slots, long now) {
    if (slots.length <= size) {
      return slots.length;
    }
    int missing = size;
    for (Slot slot : slots) {
      if (slot.worker != null && takesQuickTasks(slot.worker, now)) {
        missing--;
      }
    }
    return missing;
  }

  boolean isQuick(@Nullable TrackedTask task) {
    return task != null && window.behind(task.task.handler()) >= QUICK;
  }

  private boolean takesQuickTasks(Worker worker, long now) {
    Attempt head = worker.outstanding.peekFirst();
    return worker.state() == WorkerState.BUSY
        && head != null
        && head.children.isEmpty()
        && isQuick(head.entry)
        && mayTakeMore(worker)
        && now - since(worker, head) < TAKE_BACK_AFTER.toNanos();
  }

  /** Whether a worker is not full yet. */
  boolean mayTakeMore(Worker worker) {
    return worker.outstandingBytes < Dispatcher.MOST_BYTES
        && (maxTasksPerWorker == 0 || worker.given < maxTasksPerWorker);
  }

  /** Since when the head runs, or might be running. */
  private static long since(Worker worker, Attempt head) {
    if (head.started()) {
      return head.startedNanos;
    }
    boolean isFirst = worker.turnedTo - worker.occupiedSince > 0;
    return isFirst ? worker.turnedTo : worker.occupiedSince;
  }

  /**
   * The smaller of {@code wait} and the nanoseconds until somebody of the crew may turn out to be
   * at work for long.
   */
  long limit(Slot[] slots, long wait, long now) {
    long limited = wait;
    for (Slot slot : slots) {
      if (slot.worker != null && takesQuickTasks(slot.worker, now)) {
        long since = since(slot.worker, slot.worker.outstanding.getFirst());
        limited = Math.min(limited, TAKE_BACK_AFTER.toNanos() - (now - since));
      }
    }
    return limited;
  }
}
