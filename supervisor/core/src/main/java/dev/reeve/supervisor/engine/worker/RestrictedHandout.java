package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.StartGate;
import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import org.jspecify.annotations.Nullable;

/**
 * Hands out tasks one by one, while the pool is paused, or results take too much memory, or if
 * starts have limits that change with time. Tasks go only to idle workers, so that each starts when
 * it is handed over. Those that running tasks have submitted are not held back, because they may be
 * waited for.
 */
final class RestrictedHandout {
  private final Slots slots;
  private final TaskTracker tracker;
  private final @Nullable StartGate gate;
  private final SupervisorLog log;
  private @Nullable String told;

  /** Whether somebody has paused the pool. */
  private boolean paused;

  /** Whether results take too much memory. */
  private boolean held;

  /** Number of the task that is handed over although tasks are held back; 0: none. */
  private long exceptSeq;

  private RestrictedHandout(
      Slots slots, TaskTracker tracker, @Nullable StartGate gate, SupervisorLog log) {
    this.slots = slots;
    this.tracker = tracker;
    this.gate = gate;
    this.log = log;
  }

  /** Returns a handout with the limits of these settings. */
  static RestrictedHandout of(
      PoolSettings settings, EngineContext context, Slots slots, TaskTracker tracker) {
    StartGate gate =
        settings.startLimits().changesWithTime()
            ? new StartGate(settings.startLimits(), context.machine())
            : null;
    return new RestrictedHandout(slots, tracker, gate, context.log());
  }

  /** Returns whether there is any restriction now. */
  boolean isActive() {
    return paused || held || gate != null;
  }

  /**
   * Gives no tasks to workers.
   *
   * @param except number of a task that is handed over unless the pool is paused, too; 0: none
   */
  void hold(long except) {
    held = true;
    exceptSeq = except;
  }

  /** Ends {@link #hold}. */
  void release() {
    held = false;
  }

  boolean isHeld() {
    return held;
  }

  /** Gives no tasks to workers. */
  void pause() {
    paused = true;
  }

  boolean isPaused() {
    return paused;
  }

  /** Ends {@link #pause}. */
  void resume() {
    paused = false;
  }

  /** Hands over what may start now. */
  void give(long now) {
    for (Slot slot : slots.all()) {
      Worker worker = slot.worker();
      if (worker != null && worker.state() == WorkerState.IDLE) {
        TrackedTask task = tracker.pollNested();
        if (task == null && !slots.isSpare(worker)) {
          task = start(now);
        }
        if (task == null) {
          return;
        }
        worker.give(task, now);
      }
    }
  }

  private @Nullable TrackedTask start(long now) {
    if (paused || (held && exceptSeq == 0) || !mayStart(now)) {
      return null;
    }
    TrackedTask task = held ? tracker.poll(exceptSeq) : tracker.poll();
    if (gate != null && task != null) {
      gate.started(now);
    }
    return task;
  }

  /** Returns whether the limits that change with time let a task start now. */
  boolean mayStart(long now) {
    if (gate == null) {
      return true;
    }
    boolean isOpen = gate.isOpen(now);
    String reason = gate.reason();
    if (reason != null && told == null) {
      log.log(Level.INFO, "no further task is started: " + reason);
    }
    told = reason;
    return isOpen;
  }

  /** Returns why the machine holds back tasks, for people; null if it does not. */
  @Nullable String heldBack() {
    return gate == null || tracker.waiting() == 0 ? null : gate.reason();
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until a task may start. */
  long limit(long wait, long now) {
    return gate == null || paused || tracker.waiting() == 0 ? wait : gate.limit(wait, now);
  }
}
