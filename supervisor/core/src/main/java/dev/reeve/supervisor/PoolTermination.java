package dev.reeve.supervisor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The end of a pool as {@code java.util.concurrent} knows it. Thread-safe. */
final class PoolTermination {
  private final PoolEnd end;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch finished = new CountDownLatch(1);

  PoolTermination(PoolEnd end) {
    this.end = end;
  }

  /** Takes no more tasks, and ends the pool when all have ended. */
  void shutdown() {
    end.takeNoMore();
    if (begun.compareAndSet(false, true)) {
      Thread thread = new Thread(this::finish, "reeve-shutdown");
      thread.setDaemon(true); // the tasks themselves keep the JVM, unless the pool is a daemon
      thread.start();
    }
  }

  private void finish() {
    try {
      var unused = end.finish();
    } catch (InterruptedException | IllegalStateException e) {
      // the first is not possible, and the second is thrown by close() as well
    }
  }

  /** Kills all workers, and ends the pool. */
  void shutdownNow() {
    end.stopNow("shutdownNow() was called");
    shutdown();
  }

  /** Records that every process has been joined. */
  void finished() {
    finished.countDown();
  }

  boolean isTerminated() {
    return finished.getCount() == 0;
  }

  boolean await(long nanos) throws InterruptedException {
    return finished.await(nanos, TimeUnit.NANOSECONDS);
  }
}
