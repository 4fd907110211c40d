package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Hands waiting tasks to workers: first to idle ones, then, as far as the window allows, into the
 * pipes of busy ones.
 */
public final class Dispatcher {

  /** Payload bytes in a worker's hands beyond which it gets no more; a few buffers of a pipe. */
  static final long MOST_BYTES = 256 << 10;

  /**
   * A task that has been running for so long may hold up those behind it: they go to workers
   * without work.
   */
  public static final Duration TAKE_BACK_AFTER = Duration.ofMillis(10);

  private final TaskTracker book;
  private final PrefetchWindow window;
  private final ShortTaskPlacement crew;
  private final int size;

  /** Workers that take more; empty but for the time of a {@link #dispatch}. */
  private final List<Worker> hungry = new ArrayList<>();

  /**
   * @param size of the pool: workers in slots from there on take only what other tasks have asked
   *     for
   */
  Dispatcher(TaskTracker book, PrefetchWindow window, ShortTaskPlacement crew, int size) {
    this.size = size;
    this.book = book;
    this.window = window;
    this.crew = crew;
  }

  /** Hands over what can be handed over now. */
  void dispatch(Slot[] slots, long now) {
    if (book.waiting() == 0) {
      return;
    }
    giveToIdle(slots, now);
    findHungry(slots);
    for (int level = fewestOutstanding(); book.waiting() > 0 && !hungry.isEmpty(); level++) {
      giveToThoseWith(level);
    }
    hungry.clear();
  }

  private void giveToIdle(Slot[] slots, long now) {
    int missing = anyIdle(slots) ? crew.missing(slots, now) : 0;
    for (Slot slot : slots) {
      Worker worker = slot.worker;
      if (worker != null && worker.state() == WorkerState.IDLE) {
        // somebody may be waiting for what a spare one is there for, however quick it is
        boolean isQuick = !isSpare(worker) && crew.isQuick(book.peek());
        if ((isQuick && missing <= 0) || !giveNext(worker)) {
          return;
        }
        worker.turnedTo = now;
        missing -= isQuick ? 1 : 0;
      }
    }
  }

  /**
   * Those whose pipes are at most half full: they get a whole load, where one task for each answer
   * would mean a write and two wake-ups for each task.
   */
  private void findHungry(Slot[] slots) {
    for (Slot slot : slots) {
      Worker worker = slot.worker;
      if (worker != null && worker.state() == WorkerState.BUSY) {
        worker.room = roomOf(worker);
        if (worker.room > 0) {
          hungry.add(worker);
        }
      }
    }
  }

  private int roomOf(Worker worker) {
    Attempt head = worker.outstanding.peekFirst();
    if (head == null || !head.children.isEmpty()) { // it may be waiting for tasks of its own
      return 0;
    }
    int behind = window.behind(head.entry.task.handler());
    int room = behind - (worker.outstanding.size() - 1);
    return room >= (behind + 1) / 2 ? room : 0;
  }

  private int fewestOutstanding() {
    int fewest = Integer.MAX_VALUE;
    for (Worker worker : hungry) {
      fewest = Math.min(fewest, worker.outstanding.size());
    }
    return fewest;
  }

  /** One more for each of those that have so few, or fewer. */
  private void giveToThoseWith(int outstanding) {
    for (Iterator<Worker> all = hungry.iterator(); all.hasNext(); ) {
      Worker worker = all.next();
      if (worker.outstanding.size() <= outstanding) {
        worker.room--;
        if (!crew.mayTakeMore(worker) || !giveNext(worker) || worker.room == 0) {
          all.remove();
        }
      }
    }
  }

  private boolean giveNext(Worker worker) {
    TrackedTask entry = isSpare(worker) ? book.pollNested() : book.poll();
    if (entry == null) {
      return false;
    }
    worker.give(entry);
    return true;
  }

  private boolean isSpare(Worker worker) {
    return worker.key.slot() >= size;
  }

  /** Takes back tasks that wait behind a long one while another worker has nothing to do. */
  void takeBack(Slot[] slots, long now) {
    if (book.waiting() > 0 || !anyIdle(slots)) {
      return;
    }
    for (Slot slot : slots) {
      Worker worker = slot.worker;
      if (worker != null && holdUpSince(worker, now) >= TAKE_BACK_AFTER.toNanos()) {
        worker.takeBackWaiting();
      }
    }
  }

  /**
   * For how long a running task has kept others waiting; −1 if none waits that could be taken back.
   */
  private static long holdUpSince(Worker worker, long now) {
    Attempt running = worker.running();
    Attempt last = worker.outstanding.peekLast();
    if (worker.state() != WorkerState.BUSY || running == null || last == null || last == running) {
      return -1;
    }
    return !last.takenBack ? now - running.startedNanos : -1;
  }

  private boolean anyIdle(Slot[] slots) {
    for (Slot slot : slots) {
      Worker worker = slot.worker;
      if (worker != null && worker.state() == WorkerState.IDLE && !isSpare(worker)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The smaller of {@code wait} and the nanoseconds until {@link #dispatch} or {@link #takeBack}
   * may have something to do.
   */
  long limit(Slot[] slots, long wait, long now) {
    if (!anyIdle(slots)) {
      return wait;
    }
    if (book.waiting() > 0) {
      return crew.limit(slots, wait, now);
    }
    long limited = wait;
    for (Slot slot : slots) {
      long heldUp = slot.worker == null ? -1 : holdUpSince(slot.worker, now);
      if (heldUp >= 0) {
        limited = Math.min(limited, Math.max(0, TAKE_BACK_AFTER.toNanos() - heldUp));
      }
    }
    return limited;
  }
}
