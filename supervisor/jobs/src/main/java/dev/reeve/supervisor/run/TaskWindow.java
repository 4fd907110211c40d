package dev.reeve.supervisor.run;

/**
 * Bounds how far reading may run ahead of writing: in tasks, and in the bytes that they and their
 * results hold. One task is always let in, however large. Since a result's size is not known when
 * its task is let in, room is kept for it by the average of the results so far. Any thread.
 */
public final class TaskWindow {
  /** What a task and its result take beside their JSON, roughly: objects, id, queue entries. */
  static final long OVERHEAD_BYTES = 1024;

  /** What a result is expected to take before one has been seen. */
  private static final long FIRST_GUESS_BYTES = 64 << 10;

  /** Weight of what was seen before, in the moving average of results. */
  private static final int MEMORY = 8;

  private final long maxTasks;
  private final long maxBytes;
  private long tasks;
  private long bytes;
  private long expectedResult = FIRST_GUESS_BYTES;
  private boolean waiting;

  TaskWindow(long maxTasks, long maxBytes) {
    this.maxTasks = maxTasks;
    this.maxBytes = maxBytes;
  }

  /** As large as this JVM's heap allows. */
  public static TaskWindow forHeap(long maxHeapBytes) {
    return new TaskWindow(4096, maxHeapBytes / 8);
  }

  /**
   * Lets a task in, as soon as there is room.
   *
   * @return bytes now held for it: to be given to {@link #ended}
   */
  synchronized long enter(long payloadBytes) throws InterruptedException {
    while (tasks > 0 && (tasks >= maxTasks || bytes + need(payloadBytes) > maxBytes)) {
      waiting = true;
      wait();
    }
    long held = need(payloadBytes);
    tasks++;
    bytes += held;
    return held;
  }

  private long need(long payloadBytes) {
    return payloadBytes + OVERHEAD_BYTES + expectedResult;
  }

  /**
   * The task has ended: its payload is gone, its result's size is known.
   *
   * @param held what {@link #enter} returned
   * @return bytes now held for the result: to be given to {@link #leave}
   */
  synchronized long ended(long held, long resultBytes) {
    expectedResult += (resultBytes - expectedResult) / MEMORY;
    long heldNow = OVERHEAD_BYTES + resultBytes;
    bytes += heldNow - held;
    return heldNow;
  }

  /** The result is written, or given up. */
  synchronized void leave(long held) {
    tasks--;
    bytes -= held;
    if (waiting && isRoomy()) {
      waiting = false;
      notifyAll();
    }
  }

  /** The reader is not woken for one place, which would cost a switch of threads for each task. */
  private boolean isRoomy() {
    return tasks == 0 || (tasks <= maxTasks * 3 / 4 && bytes <= maxBytes * 3 / 4);
  }
}
