package dev.reeve.supervisor.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Notices a write that does not come to its end. Cheap for the writer: whatever the number of
 * writes, there is at most one timer, and none while nothing is written.
 */
final class StalledWriteDetector {
  private final Executor later;
  private final Runnable stalled;
  private long writes; // guarded by this, as are the next two
  private boolean writing;
  private boolean armed;

  /**
   * @param stalled called once at most, on {@code executor}
   */
  StalledWriteDetector(Duration limit, Executor executor, Runnable stalled) {
    this(
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS, executor),
        stalled);
  }

  /**
   * @param later runs what it is given after the limit
   */
  StalledWriteDetector(Executor later, Runnable stalled) {
    this.later = later;
    this.stalled = stalled;
  }

  synchronized void begin() {
    writes++;
    writing = true;
    if (!armed) {
      arm();
    }
  }

  synchronized void end() {
    writing = false;
  }

  private void arm() {
    armed = true;
    long seen = writes;
    later.execute(() -> check(seen));
  }

  private void check(long seen) {
    if (isStalled(seen)) {
      stalled.run();
    }
  }

  /** Stays armed for good once it has found the writer stalled. */
  private synchronized boolean isStalled(long seen) {
    if (writing && writes == seen) {
      return true;
    }
    armed = false;
    if (writing) {
      arm();
    }
    return false;
  }
}
