package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.Deadline;
import dev.reeve.supervisor.model.Insights.SlotUse;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.process.WorkerKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A stable place in the pool. It holds at most one worker at a time, each of a new generation. */
final class Slot {
  /** Word for the state of a slot that has had no process. */
  private static final String UNUSED = "unused";

  private final int index;
  private final RestartIntensity intensity;

  /** Before this time no process is started here; unset: any time. */
  private final Deadline restartAt = new Deadline();

  private @Nullable Worker worker;
  private int generation;

  /** The use by processes that have ended; null if there was none. */
  private @Nullable SlotUse used;

  private boolean spare = true;
  private boolean leftPool;

  /** Makes a slot for spare workers. */
  Slot(int index, RestartIntensity intensity) {
    this.index = index;
    this.intensity = intensity;
  }

  /** Returns whether its workers only take tasks that running tasks have submitted. */
  boolean isSpare() {
    return spare;
  }

  /** Returns whether it is for spare workers now because the pool was made smaller. */
  boolean hasLeftPool() {
    return leftPool;
  }

  /** Makes it one of the pool itself. */
  void joinPool() {
    spare = false;
    leftPool = false;
  }

  /** Makes it one for spare workers. */
  void leavePool() {
    spare = true;
    leftPool = true;
  }

  int index() {
    return index;
  }

  /** Returns the worker; null if there is none now. */
  @Nullable Worker worker() {
    return worker;
  }

  boolean mayStart(long now) {
    return worker == null && (!restartAt.isSet() || restartAt.isDue(now));
  }

  /** Returns the key of the worker that is started here next. */
  WorkerKey nextKey() {
    return new WorkerKey(index, generation);
  }

  void occupy(Worker started) {
    restartAt.clear();
    worker = started;
  }

  /** Takes out the worker, whose process has ended. The next is of a new generation. */
  void free(Worker ended) {
    ended.become(WorkerState.EXITED);
    worker = null;
    generation++;
  }

  /**
   * Counts a crash, and has the next start wait for it.
   *
   * @param completed tasks that the worker had completed
   */
  void crashed(long completed, long now) {
    intensity.crashed(completed, now);
    restartAt.set(now, intensity.delay(now));
  }

  /** Notes the tasks of a worker that ended as planned. */
  void completed(long tasks) {
    intensity.completed(tasks);
  }

  /** Has the next start wait for a pause; returns its length. */
  Duration pause(long now) {
    Duration length = intensity.pause();
    restartAt.set(now, length);
    return length;
  }

  /** Ends a pause, if there is one, after the wait that every start has. */
  void endPause(long now) {
    if (restartAt.isSet()) {
      restartAt.set(now, intensity.delay(now));
    }
  }

  /** Notes that no process could be started, and has the next start wait for it. */
  void startFailed(long now) {
    intensity.startFailed(now);
    restartAt.set(now, intensity.delay(now));
  }

  /** Returns whether so many workers crashed here that a further one makes no sense now. */
  boolean isExhausted() {
    return intensity.isExceeded();
  }

  /**
   * Does what is due in this slot.
   *
   * @return whether its worker is given up, because it did not even end by SIGKILL
   */
  boolean tick(long now) {
    if (worker != null) {
      return worker.tick(now);
    }
    if (restartAt.isDue(now)) {
      restartAt.clear();
    }
    return false;
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until {@link #tick} is due. */
  long limit(long wait, long now) {
    return worker == null ? restartAt.limit(wait, now) : worker.limit(wait, now);
  }

  /** Adds the use by a process that has ended. */
  void used(SlotUse use) {
    used = used == null ? use : used.plus(use);
  }

  /** Returns the use by all processes that were started here; null if there was none. */
  @Nullable SlotUse use(long now) {
    SlotUse running = worker == null ? null : worker.use(now);
    if (used == null || running == null) {
      return used == null ? running : used;
    }
    return used.plus(running);
  }

  /** Returns what happens here, for people. */
  WorkerActivity activity(long now) {
    if (worker != null) {
      return worker.activity(now);
    }
    String state = used == null ? UNUSED : WorkerState.EXITED.word();
    return new WorkerActivity(index, state, 0, null, 0, null);
  }
}
