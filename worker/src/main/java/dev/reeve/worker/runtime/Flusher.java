package dev.reeve.worker.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes out what is kept when it has waited for half a millisecond: while short tasks follow each
 * other their messages leave together, and what a long task says is not held back by it.
 */
final class Flusher extends Thread {

  /** Far below what a person notices, and many times what a short task takes. */
  private static final long PATIENCE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final Outbox outbox;
  private volatile boolean asked;

  Flusher(Outbox outbox) {
    super("flusher");
    this.outbox = outbox;
    setDaemon(true);
  }

  /** Asks for a flush soon. Any thread; costs nothing as long as one is due anyway. */
  void ask() {
    if (!asked) {
      asked = true;
      LockSupport.unpark(this);
    }
  }

  @Override
  public void run() {
    while (true) {
      while (!asked) {
        LockSupport.park(this);
        clearInterrupt();
      }
      long end = System.nanoTime() + PATIENCE_NANOS;
      for (long left = PATIENCE_NANOS; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(this, left);
        clearInterrupt();
      }
      asked = false;
      outbox.flush();
    }
  }

  /** A handler may interrupt all threads of its group: with the flag set no park would wait. */
  @SuppressWarnings({"CheckReturnValue", "ReturnValueIgnored"}) // called for its effect
  private static void clearInterrupt() {
    Thread.interrupted();
  }
}
