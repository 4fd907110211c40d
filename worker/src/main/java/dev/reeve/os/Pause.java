package dev.reeve.os;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A short wait between two looks at a process. */
public final class Pause {
  private Pause() {}

  /** Waits for the whole time. An interrupt does not end the wait; the thread stays interrupted. */
  public static void millis(long millis) {
    CountDownLatch neverOpened = new CountDownLatch(1);
    boolean interrupted = false;
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
      try {
        boolean unused = neverOpened.await(left, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
