package dev.reeve.supervisor.run;

import dev.reeve.supervisor.results.ResultSpill;
import dev.reeve.supervisor.results.Spillable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The finished results that wait in the heap for the writer, by their bytes. Beyond a first bound
 * further ones are moved to a file. Beyond a second one, for a disk may be full or slow, the pool
 * gives workers no further tasks until half of that is left; but the one task that the writer waits
 * for is always let through. Small results are not counted: {@link RunLimits#maxTasks} bounds them.
 * Thread-safe; never blocks.
 */
final class ResultBacklog {
  /** Results smaller than this are not worth a place in a file. */
  static final long SMALLEST = 4 << 10;

  private final long spillAt;
  private final long pauseAt;
  private final TaskPool pool;
  private final ResultSpill spill;
  private final AtomicLong bytes = new AtomicLong();

  /** Numbers of tasks by their place, which wraps around; used to keep the order only. */
  private final AtomicLongArray seqs;

  private volatile boolean paused;
  private long awaited; // guarded by this

  ResultBacklog(RunLimits limits, TaskPool pool, ResultSpill spill) {
    this.spillAt = limits.maxBytes();
    this.pauseAt = 2 * limits.maxBytes();
    this.pool = pool;
    this.spill = spill;
    this.seqs = new AtomicLongArray(limits.maxTasks());
  }

  /** Notes the number of the task at a place in the order of the input. */
  void admitted(long place, long seq) {
    seqs.setRelease(index(place), seq);
  }

  private int index(long place) {
    return (int) (place % seqs.length());
  }

  /** Notes a result of at least {@link #SMALLEST} bytes that has come. */
  void added(Spillable result, long resultBytes) {
    long now = bytes.addAndGet(resultBytes);
    if (now > spillAt) {
      spill.offer(result);
    }
    if (now > pauseAt) {
      reconsider();
    }
  }

  /** Notes that the bytes of a result have been written, given up or moved to the file. */
  void removed(long resultBytes) {
    long now = bytes.addAndGet(-resultBytes);
    if (paused && now <= pauseAt / 2) {
      reconsider();
    }
  }

  private synchronized void reconsider() {
    boolean before = paused;
    paused = before ? bytes.get() > pauseAt / 2 : bytes.get() > pauseAt;
    if (paused && bytes.get() <= pauseAt / 2) { // it was removed before that could be seen
      paused = false;
    }
    if (paused && !before) {
      pool.holdBack(awaited);
    } else if (before && !paused) {
      pool.release();
    }
  }

  /** Returns the bytes of large results that wait in the heap. */
  long bytes() {
    return bytes.get();
  }

  /** Notes that the writer can do nothing before the result at this place has come. */
  synchronized void awaits(long place) {
    awaited = seqs.getAcquire(index(place));
    if (paused) {
      pool.holdBack(awaited);
    }
  }
}
