package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands waiting tasks to workers: first to idle ones, then, as far as the prefetch window allows,
 * into the pipes of busy ones. Spare workers take only tasks that running tasks have submitted.
 */
public final class Dispatcher {

  /**
   * Time after which a running task no longer holds up those behind it: they are taken back for
   * idle workers.
   */
  public static final Duration TAKE_BACK_AFTER = Duration.ofMillis(10);

  private final Slots slots;
  private final TaskTracker tracker;
  private final PrefetchWindow window;
  private final ShortTaskPlacement placement;
  private final RestrictedHandout restricted;

  /** Workers that take more; empty except during {@link #dispatch}. */
  private final List<Hungry> hungry = new ArrayList<>();

  /** A busy worker, and how many more tasks it takes. */
  private static final class Hungry {
    private final Worker worker;
    private int room;

    Hungry(Worker worker, int room) {
      this.worker = worker;
      this.room = room;
    }

    int outstanding() {
      return worker.attempts().size();
    }
  }

  Dispatcher(
      Slots slots,
      TaskTracker tracker,
      PrefetchWindow window,
      ShortTaskPlacement placement,
      RestrictedHandout restricted) {
    this.slots = slots;
    this.tracker = tracker;
    this.window = window;
    this.placement = placement;
    this.restricted = restricted;
  }

  /** Hands over all tasks that can be handed over now. */
  void dispatch(long now) {
    if (tracker.waiting() == 0) {
      return;
    }
    if (restricted.isActive()) {
      restricted.give(now);
      return;
    }
    giveToIdle(now);
    findHungry();
    for (int level = fewestOutstanding(); tracker.waiting() > 0 && !hungry.isEmpty(); level++) {
      giveToThoseWith(level, now);
    }
    hungry.clear();
  }

  private void giveToIdle(long now) {
    int missing = anyIdle() ? placement.missing(slots.all(), now) : 0;
    for (Slot slot : slots.all()) {
      Worker worker = slot.worker();
      if (worker != null && worker.state() == WorkerState.IDLE) {
        // a task for a spare worker goes to it at once, because a running task may wait for it
        boolean isShort = !slot.isSpare() && placement.isShort(tracker.peek());
        if ((isShort && missing <= 0) || !giveNext(worker, now)) {
          return;
        }
        missing -= isShort ? 1 : 0;
      }
    }
  }

  /**
   * Finds workers whose pipes are at most half full. They get a whole load at once, because one
   * task for each answer would cost a write and two wake-ups for each task.
   */
  private void findHungry() {
    for (Slot slot : slots.all()) {
      Worker worker = slot.worker();
      if (worker != null && worker.state() == WorkerState.BUSY) {
        int room = roomOf(worker.attempts());
        if (room > 0) {
          hungry.add(new Hungry(worker, room));
        }
      }
    }
  }

  private int roomOf(OutstandingAttempts attempts) {
    Attempt first = attempts.first();
    if (first == null || !first.children().isEmpty()) { // it may wait for tasks of its own
      return 0;
    }
    int behind = window.behind(first.handler());
    int room = behind - (attempts.size() - 1);
    return room >= (behind + 1) / 2 ? room : 0;
  }

  private int fewestOutstanding() {
    int fewest = Integer.MAX_VALUE;
    for (Hungry each : hungry) {
      fewest = Math.min(fewest, each.outstanding());
    }
    return fewest;
  }

  /** Gives one more task to each worker that has so many, or fewer. */
  private void giveToThoseWith(int outstanding, long now) {
    for (Iterator<Hungry> all = hungry.iterator(); all.hasNext(); ) {
      Hungry each = all.next();
      if (each.outstanding() <= outstanding) {
        each.room--;
        boolean given = placement.mayTakeMore(each.worker) && giveNext(each.worker, now);
        if (!given || each.room == 0) {
          all.remove();
        }
      }
    }
  }

  private boolean giveNext(Worker worker, long now) {
    TrackedTask task = slots.isSpare(worker) ? tracker.pollNested() : tracker.poll();
    if (task == null) {
      return false;
    }
    worker.give(task, now);
    return true;
  }

  /** Takes back tasks that wait behind a long one while another worker is idle. */
  void takeBack(long now) {
    if (tracker.waiting() > 0 || !anyIdle()) {
      return;
    }
    for (Slot slot : slots.all()) {
      Worker worker = slot.worker();
      if (worker != null && heldUpFor(worker, now) >= TAKE_BACK_AFTER.toNanos()) {
        worker.attempts().recallWaiting();
      }
    }
  }

  /**
   * Returns for how long a running task has held up others that could be taken back; −1 if there
   * are none.
   */
  private static long heldUpFor(@Nullable Worker worker, long now) {
    if (worker == null || worker.state() != WorkerState.BUSY) {
      return -1;
    }
    Attempt running = worker.attempts().running();
    Attempt last = worker.attempts().last();
    if (running == null || last == null || last == running || last.isRecalled()) {
      return -1;
    }
    return now - running.startedNanos();
  }

  private boolean anyIdle() {
    for (Slot slot : slots.regular()) {
      Worker worker = slot.worker();
      if (worker != null && worker.state() == WorkerState.IDLE) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the smaller of {@code wait} and the nanoseconds until {@link #dispatch} or {@link
   * #takeBack} may have something to do.
   */
  long limit(long wait, long now) {
    if (restricted.isActive()) {
      return restricted.limit(wait, now);
    }
    if (!anyIdle()) {
      return wait;
    }
    if (tracker.waiting() > 0) {
      return placement.limit(slots.all(), wait, now);
    }
    long limited = wait;
    for (Slot slot : slots.all()) {
      long heldUp = heldUpFor(slot.worker(), now);
      if (heldUp >= 0) {
        limited = Math.min(limited, Math.max(0, TAKE_BACK_AFTER.toNanos() - heldUp));
      }
    }
    return limited;
  }
}
