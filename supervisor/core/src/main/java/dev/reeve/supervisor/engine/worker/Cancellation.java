package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import org.jspecify.annotations.Nullable;

/** Ends tasks early, wherever they are. */
final class Cancellation {
  private final Slots slots;
  private final TaskTracker book;
  private final WorkerWatch watch;
  private final EngineClock clock;

  Cancellation(Slots slots, TaskTracker book, WorkerWatch watch, EngineClock clock) {
    this.slots = slots;
    this.book = book;
    this.watch = watch;
    this.clock = clock;
  }

  /**
   * Ends a task early.
   *
   * @param onlyWaiting whether one that runs is left alone
   */
  void cancel(TrackedTask entry, boolean onlyWaiting) {
    Worker worker = workerOf(entry);
    Attempt attempt = worker == null ? null : worker.attemptAt(entry);
    if (worker == null || attempt == null) {
      book.cancel(entry, false);
    } else if (!onlyWaiting || !attempt.started()) {
      book.cancel(entry, true);
      watch.cancel(worker, attempt, clock.nanos());
    }
  }

  private @Nullable Worker workerOf(TrackedTask entry) {
    for (Slot slot : slots.all()) {
      if (slot.worker != null && slot.worker.attemptAt(entry) != null) {
        return slot.worker;
      }
    }
    return null;
  }
}
