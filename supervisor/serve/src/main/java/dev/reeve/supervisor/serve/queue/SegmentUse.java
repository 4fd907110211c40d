package dev.reeve.supervisor.serve.queue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The tasks of a segment that are needed, and the bytes of its files. Thread-safe. */
final class SegmentUse {
  private final DiskUse disk;

  /** Tasks in it that the queue knows: not ended, or kept; and segments that keep it. */
  private final AtomicInteger known = new AtomicInteger();

  /** Tasks in it that have not ended. */
  private final AtomicInteger live = new AtomicInteger();

  /** Bytes of these. */
  private final AtomicLong liveBytes = new AtomicLong();

  /** Bytes of the files. */
  private final AtomicLong bytes = new AtomicLong();

  private final AtomicBoolean released = new AtomicBoolean();
  private volatile boolean growing;

  SegmentUse(DiskUse disk) {
    this.disk = disk;
  }

  /** Notes whether further tasks may come. */
  void setGrowing(boolean mayGrow) {
    growing = mayGrow;
  }

  /** Notes that the files have more bytes. */
  void grew(long more) {
    bytes.addAndGet(more);
    disk.add(more);
  }

  void added(QueuedTask task) {
    known.incrementAndGet();
    if (task.state() != TaskState.ENDED) {
      live.incrementAndGet();
      liveBytes.addAndGet(task.line().leastLineBytes());
    }
  }

  void ended(QueuedTask task) {
    live.decrementAndGet();
    liveBytes.addAndGet(-task.line().leastLineBytes());
  }

  /** Notes that a task, which has not ended, is in another segment now. */
  void moved(QueuedTask task) {
    ended(task);
    known.decrementAndGet();
  }

  /**
   * Notes that the queue has forgotten a task, or a segment that keeps this one was deleted.
   *
   * @return whether the segment may be done or sparse now
   */
  boolean forgot() {
    int left = known.decrementAndGet();
    return !growing && left <= live.get();
  }

  /** Returns whether the files are of no use any more. */
  boolean isDone() {
    return !growing && known.get() == 0;
  }

  /** Returns whether it is worth while to ask {@link #isSparse} when no task ends. */
  boolean mayBeSparse() {
    int tasks = live.get();
    return !growing && tasks > 0 && known.get() <= tasks;
  }

  /**
   * Returns whether only tasks are needed that have not ended, and more than half of the files is
   * of no use.
   */
  boolean isSparse() {
    int tasks = live.get();
    return !growing && tasks > 0 && known.get() == tasks && liveBytes.get() * 2 < bytes.get();
  }

  /** Returns the bytes of tasks that have not ended. */
  long liveBytes() {
    return liveBytes.get();
  }

  /** Ceases to count for the use of the disk if it is done. */
  void releaseIfDone() {
    if (isDone() && released.compareAndSet(false, true)) {
      disk.remove(bytes.get());
    }
  }

  /** Notes that another segment keeps this one. */
  void pin() {
    known.incrementAndGet();
  }

  /** Returns whether no further records can come. */
  boolean isEnded() {
    return !growing && live.get() == 0;
  }
}
