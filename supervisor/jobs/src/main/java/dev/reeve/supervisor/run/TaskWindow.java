package dev.reeve.supervisor.run;

/**
 * Limits how far reading may run ahead of writing: in tasks, and in the bytes that they and their
 * results hold. One task is always let in, however large. Because the size of a result is not known
 * when its task is let in, the moving average of earlier results is reserved for it. Thread-safe.
 */
final class TaskWindow {
  /** Rough cost of a task and its result beside their JSON: objects, id, queue entries. */
  static final long OVERHEAD_BYTES = 1024;

  /** Bytes reserved for a result before any has been seen. */
  private static final long FIRST_GUESS_BYTES = 64 << 10;

  /** Weight of earlier results in the moving average. */
  private static final int AVERAGE_WEIGHT = 8;

  private final RunLimits limits;
  private long tasks;
  private long bytes;
  private long expectedResult = FIRST_GUESS_BYTES;
  private boolean waiting;

  TaskWindow(RunLimits limits) {
    this.limits = limits;
  }

  /**
   * Waits until there is room for the task, and lets it in.
   *
   * @return bytes held for it, to be passed to {@link #ended}
   * @throws InterruptedException if the thread was interrupted, even if there is room
   */
  synchronized long enter(long payloadBytes) throws InterruptedException {
    while (tasks > 0
        && (tasks >= limits.maxTasks() || bytes + need(payloadBytes) > limits.maxBytes())) {
      waiting = true;
      wait();
    }
    if (Thread.interrupted()) { // room that a pool makes at its end is not for further tasks
      throw new InterruptedException();
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
   * Exchanges what was held for a task for what its result holds.
   *
   * @param held the value that {@link #enter} returned
   * @return bytes held for the result, to be passed to {@link #leave}
   */
  synchronized long ended(long held, long resultBytes) {
    expectedResult += (resultBytes - expectedResult) / AVERAGE_WEIGHT;
    long heldNow = OVERHEAD_BYTES + resultBytes;
    bytes += heldNow - held;
    return heldNow;
  }

  /** Frees a part of what is held for a task, because its result has been moved to a file. */
  synchronized void shrink(long freedBytes) {
    bytes -= freedBytes;
    wakeIfRoomy();
  }

  /** Frees the room of a result that has been written, or given up. */
  synchronized void leave(long held) {
    tasks--;
    bytes -= held;
    wakeIfRoomy();
  }

  private void wakeIfRoomy() {
    if (waiting && isRoomy()) {
      waiting = false;
      notifyAll();
    }
  }

  /**
   * Wakes the reader for a quarter of the window only: one wake-up per task would cost too much.
   */
  private boolean isRoomy() {
    return tasks == 0
        || (tasks <= limits.maxTasks() * 3L / 4 && bytes <= limits.maxBytes() / 4 * 3);
  }
}
