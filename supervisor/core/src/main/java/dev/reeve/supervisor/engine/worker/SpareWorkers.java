package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.TaskTracker;
import java.util.List;

/** Workers beyond the pool's size. One may run for each worker whose task may wait for others. */
final class SpareWorkers {
  private final Slots slots;
  private final TaskTracker tracker;

  SpareWorkers(Slots slots, TaskTracker tracker) {
    this.slots = slots;
    this.tracker = tracker;
  }

  /** Returns how many are needed now. */
  int wanted() {
    return tracker.waitingNested() > 0 ? waiting() : 0;
  }

  /** Returns whether, if one more worker waited, another would be left that does not. */
  boolean oneMoreMayWait() {
    return waiting() + 1 < slots.most();
  }

  /** Returns the number of workers whose running task has submitted others. */
  private int waiting() {
    if (slots.spare().isEmpty()) {
      return 0;
    }
    int waiting = 0;
    for (Slot slot : slots.all()) {
      Worker worker = slot.worker();
      Attempt running = worker == null ? null : worker.attempts().running();
      waiting += running != null && !running.children().isEmpty() ? 1 : 0;
    }
    return waiting;
  }

  /** Ends idle spare workers that are no longer needed. */
  void endIdle(long now) {
    List<Slot> spare = slots.spare();
    if (spare.isEmpty() || tracker.waitingNested() > 0) {
      return;
    }
    int surplus = Slots.live(spare) - waiting();
    for (int i = spare.size() - 1; i >= 0 && surplus > 0; i--) {
      Slot slot = spare.get(i);
      Worker worker = slot.worker();
      if (worker != null && worker.state() == WorkerState.IDLE) {
        String text =
            slot.hasLeftPool()
                ? "the pool was made smaller"
                : "the worker that it stood in for waits no more";
        worker.stop(new StopReason(StopReason.Kind.RECYCLE, text), now);
        surplus--;
      }
    }
  }
}
