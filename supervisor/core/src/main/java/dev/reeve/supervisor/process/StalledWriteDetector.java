package dev.reeve.supervisor.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Detects a write that takes too long. It costs the writer little: for any number of writes there
 * is at most one timer, and none while nothing is written.
 */
final class StalledWriteDetector {
  private final Executor delayed;
  private final Runnable onStall;
  private long writes; // guarded by this, as are the next two
  private boolean writing;
  private boolean armed;

  /**
   * @param onStall called once at most, on {@code executor}
   */
  StalledWriteDetector(Duration limit, Executor executor, Runnable onStall) {
    this(
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS, executor),
        onStall);
  }

  /**
   * @param delayed runs work after the limit
   */
  StalledWriteDetector(Executor delayed, Runnable onStall) {
    this.delayed = delayed;
    this.onStall = onStall;
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
    long current = writes;
    delayed.execute(() -> check(current));
  }

  private void check(long write) {
    if (isStalled(write)) {
      onStall.run();
    }
  }

  /** Stays armed for ever once it has detected a stall. */
  private synchronized boolean isStalled(long write) {
    if (writing && writes == write) {
      return true;
    }
    armed = false;
    if (writing) {
      arm();
    }
    return false;
  }
}
