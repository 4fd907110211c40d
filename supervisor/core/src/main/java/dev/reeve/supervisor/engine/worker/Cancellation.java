package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.CancelOutcome;

/** Cancels tasks for their submitters, wherever the tasks are. */
final class Cancellation {
  private final Slots slots;
  private final TaskTracker tracker;
  private final EngineClock clock;

  Cancellation(Slots slots, TaskTracker tracker, EngineClock clock) {
    this.slots = slots;
    this.tracker = tracker;
    this.clock = clock;
  }

  /**
   * Ends a task early.
   *
   * @param onlyWaiting whether to leave the task alone if it runs already
   */
  void cancel(TrackedTask task, boolean onlyWaiting) {
    for (Slot slot : slots.all()) {
      Worker worker = slot.worker();
      Attempt attempt = worker == null ? null : worker.attempts().of(task);
      if (worker != null && attempt != null) {
        cancel(worker, attempt, onlyWaiting);
        return;
      }
    }
    tracker.cancel(task, false);
  }

  /** Ends all tasks with that id early. */
  CancelOutcome cancel(String taskId) {
    CancelOutcome outcome = CancelOutcome.UNKNOWN;
    for (TrackedTask task : tracker.waiting(taskId)) {
      tracker.cancel(task, false);
      outcome = CancelOutcome.ENDED;
    }
    for (Slot slot : slots.all()) {
      Worker worker = slot.worker();
      if (worker != null) {
        for (Attempt attempt : worker.attempts().of(taskId)) {
          cancel(worker, attempt, false);
          outcome = CancelOutcome.ENDING;
        }
      }
    }
    return outcome;
  }

  private void cancel(Worker worker, Attempt attempt, boolean onlyWaiting) {
    if (!onlyWaiting || !attempt.isStarted()) {
      tracker.cancel(attempt.task(), true);
      worker.cancelForCaller(attempt, clock.nanos());
    }
  }
}
