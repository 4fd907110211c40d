package dev.reeve.supervisor.engine;

import java.time.Duration;

/**
 * Hands waiting tasks to workers: first to idle ones, then, as far as the window allows, into the
 * pipes of busy ones.
 */
final class Dispatcher {

  /** Payload bytes that may wait in a worker's pipe; a few buffers of a pipe. */
  static final long WAITING_BYTES = 256 << 10;

  /**
   * A task that has been running for so long may hold up those behind it: they go to workers
   * without work.
   */
  static final Duration TAKE_BACK_AFTER = Duration.ofMillis(10);

  private final TaskBook book;
  private final PrefetchWindow window;
  private final long maxTasksPerWorker;
  private final int size;

  /**
   * @param size of the pool: workers in slots from there on take only what other tasks have asked
   *     for
   */
  Dispatcher(TaskBook book, PrefetchWindow window, long maxTasksPerWorker, int size) {
    this.size = size;
    this.book = book;
    this.window = window;
    this.maxTasksPerWorker = maxTasksPerWorker;
  }

  /** Hands over what can be handed over now. */
  void dispatch(Slot[] slots) {
    if (book.waiting() == 0) {
      return;
    }
    giveToIdle(slots);
    boolean given = true;
    while (given && book.waiting() > 0) {
      given = giveOneMoreToBusy(slots);
    }
  }

  private void giveToIdle(Slot[] slots) {
    for (Slot slot : slots) {
      Worker worker = slot.worker;
      if (worker != null && worker.state() == WorkerState.IDLE && !giveNext(worker)) {
        return;
      }
    }
  }

  /** One more for each of those that have the fewest. */
  private boolean giveOneMoreToBusy(Slot[] slots) {
    int fewest = fewestOutstanding(slots);
    boolean given = false;
    for (Slot slot : slots) {
      Worker worker = slot.worker;
      if (worker != null && worker.outstanding.size() == fewest && hasRoom(worker)) {
        given |= giveNext(worker);
      }
    }
    return given;
  }

  private int fewestOutstanding(Slot[] slots) {
    int fewest = Integer.MAX_VALUE;
    for (Slot slot : slots) {
      Worker worker = slot.worker;
      if (worker != null && worker.outstanding.size() < fewest && hasRoom(worker)) {
        fewest = worker.outstanding.size();
      }
    }
    return fewest;
  }

  private boolean giveNext(Worker worker) {
    TaskEntry entry = isSpare(worker) ? book.pollNested() : book.poll();
    if (entry == null) {
      return false;
    }
    worker.give(entry);
    return true;
  }

  private boolean isSpare(Worker worker) {
    return worker.key.slot() >= size;
  }

  private boolean hasRoom(Worker worker) {
    Attempt head = worker.outstanding.peekFirst();
    return worker.state() == WorkerState.BUSY
        && head != null
        && head.children.isEmpty()
        && (maxTasksPerWorker == 0 || worker.given < maxTasksPerWorker)
        && worker.waitingBytes < WAITING_BYTES
        && worker.outstanding.size() - 1 < window.behind(head.entry.task.handler());
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
   * The smaller of {@code wait} and the nanoseconds until {@link #takeBack} may have something to
   * do.
   */
  long limit(Slot[] slots, long wait, long now) {
    if (book.waiting() > 0 || !anyIdle(slots)) {
      return wait;
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
