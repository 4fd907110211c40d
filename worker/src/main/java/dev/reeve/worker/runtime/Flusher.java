package dev.reeve.worker.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes out buffered messages after half a millisecond. So the messages of short tasks leave
 * together, and those of a long task are not held back.
 */
final class Flusher extends Thread {

  /** Too short for a person to notice, but many times the length of a short task. */
  private static final long DELAY_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final Outbox outbox;
  private volatile boolean requested;

  Flusher(Outbox outbox) {
    super("flusher");
    this.outbox = outbox;
    setDaemon(true);
  }

  /** Requests a flush soon. Costs nothing while another one is due. Any thread. */
  void request() {
    if (!requested) {
      requested = true;
      LockSupport.unpark(this);
    }
  }

  @Override
  public void run() {
    while (true) {
      while (!requested) {
        LockSupport.park(this);
        clearInterrupt();
      }
      long end = System.nanoTime() + DELAY_NANOS;
      for (long left = DELAY_NANOS; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(this, left);
        clearInterrupt();
      }
      requested = false;
      outbox.flush();
    }
  }

  /** Clears an interrupt by a handler, after which no further park would wait. */
  @SuppressWarnings({"CheckReturnValue", "ReturnValueIgnored"}) // called for its effect
  private static void clearInterrupt() {
    Thread.interrupted();
  }
}
