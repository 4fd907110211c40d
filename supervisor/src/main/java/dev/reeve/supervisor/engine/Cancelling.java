package dev.reeve.supervisor.engine;

import org.jspecify.annotations.Nullable;

/** Ends tasks early, wherever they are. */
final class Cancelling {
  private final Slots slots;
  private final TaskBook book;
  private final WorkerWatch watch;
  private final EngineClock clock;

  Cancelling(Slots slots, TaskBook book, WorkerWatch watch, EngineClock clock) {
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
  void cancel(TaskEntry entry, boolean onlyWaiting) {
    Worker worker = workerOf(entry);
    Attempt attempt = worker == null ? null : worker.attemptAt(entry);
    if (worker == null || attempt == null) {
      book.cancel(entry, false);
    } else if (!onlyWaiting || !attempt.started()) {
      book.cancel(entry, true);
      watch.cancel(worker, attempt, clock.nanos());
    }
  }

  private @Nullable Worker workerOf(TaskEntry entry) {
    for (Slot slot : slots.all()) {
      if (slot.worker != null && slot.worker.attemptAt(entry) != null) {
        return slot.worker;
      }
    }
    return null;
  }
}
