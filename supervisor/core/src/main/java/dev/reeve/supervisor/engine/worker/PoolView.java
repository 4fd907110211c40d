package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.model.Insights;
import dev.reeve.supervisor.model.PoolCondition;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.model.WaitReason;
import java.util.List;

/** The state of a pool as callers see it. */
final class PoolView {
  private final Slots slots;
  private final TaskTracker tracker;
  private final RestrictedHandout handout;
  private final PoolGate gate;

  PoolView(Slots slots, TaskTracker tracker, RestrictedHandout handout, PoolGate gate) {
    this.slots = slots;
    this.tracker = tracker;
    this.handout = handout;
    this.gate = gate;
  }

  PoolSnapshot snapshot(long now) {
    List<WorkerActivity> activities = slots.activities(now);
    long running = slots.runningAttempts();
    return new PoolSnapshot(
        tracker.unsettled() - running,
        running,
        tracker.settled().succeeded(),
        tracker.settled().total() - tracker.settled().succeeded(),
        tracker.settled().failed(),
        handout.heldBack(),
        activities,
        new PoolCondition(
            slots.size(), handout.isPaused(), tracker.retrying(), reasonToWait(running)),
        new Insights(slots.uses(now), tracker.settled().slowest()));
  }

  private WaitReason reasonToWait(long running) {
    if (gate.isClosed()) {
      return WaitReason.STOPPING;
    }
    if (handout.isPaused()) {
      return WaitReason.PAUSED;
    }
    if (tracker.waiting() == 0) {
      return reasonWithoutTasks(running);
    }
    if (handout.isHeld()) {
      return WaitReason.RESULTS;
    }
    return handout.heldBack() == null ? reasonOfWorkers() : WaitReason.MACHINE;
  }

  private WaitReason reasonWithoutTasks(long running) {
    if (tracker.waitingForResources() > 0) {
      return WaitReason.RESOURCES;
    }
    if (tracker.retrying() > 0) {
      return WaitReason.RETRY;
    }
    boolean workersHoldTasks = tracker.unsettled() > running;
    return workersHoldTasks ? WaitReason.BUSY : WaitReason.NO_TASK;
  }

  private WaitReason reasonOfWorkers() {
    WaitReason reason = WaitReason.RESTART;
    for (Slot slot : slots.regular()) {
      Worker worker = slot.worker();
      if (worker != null) {
        switch (worker.state()) {
          case IDLE -> {
            return WaitReason.NONE;
          }
          case BUSY -> reason = WaitReason.BUSY;
          case STARTING -> reason = reason == WaitReason.BUSY ? reason : WaitReason.START;
          case DRAINING, EXITED -> {}
        }
      }
    }
    return reason;
  }
}
