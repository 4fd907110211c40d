package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.TaskTracker;

/**
 * Workers beyond the pool's size: one may run for each that may be waiting for tasks of its own.
 */
final class SpareWorkers {
  private final Slots slots;
  private final TaskTracker book;
  private final StopLadder ladder;

  SpareWorkers(Slots slots, TaskTracker book, StopLadder ladder) {
    this.slots = slots;
    this.book = book;
    this.ladder = ladder;
  }

  private boolean none() {
    return slots.most() == slots.size();
  }

  /** How many are needed now. */
  long wanted() {
    return book.waitingNested() > 0 ? waiting() : 0;
  }

  /** Whether one more worker may wait, and another is left that does not. */
  boolean oneMoreMayWait() {
    return waiting() + 1 < slots.most();
  }

  /** Workers whose running task has asked for others. */
  private long waiting() {
    if (none()) {
      return 0;
    }
    long waiting = 0;
    for (Slot slot : slots.all()) {
      Attempt running = slot.worker == null ? null : slot.worker.running();
      waiting += running != null && !running.children.isEmpty() ? 1 : 0;
    }
    return waiting;
  }

  /** Ends those that were started for workers that waited, when these wait no more. */
  void endIdle(long now) {
    if (none() || book.waitingNested() > 0) {
      return;
    }
    long surplus = slots.live(slots.size(), slots.most()) - waiting();
    for (int i = slots.most() - 1; i >= slots.size() && surplus > 0; i--) {
      Worker worker = slots.all()[i].worker;
      if (worker != null && worker.state() == WorkerState.IDLE) {
        String text = "the worker that it stood in for waits no more";
        ladder.begin(worker, new StopReason(StopReason.Kind.RECYCLE, text), now);
        surplus--;
      }
    }
  }
}
