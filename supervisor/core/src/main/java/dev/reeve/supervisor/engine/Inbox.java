package dev.reeve.supervisor.engine;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way to the loop. Any thread posts them, and never waits; one thread takes them,
 * and is woken up only if it sleeps.
 */
final class Inbox {
  private final ConcurrentLinkedQueue<EngineEvent> events = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Thread> sleeper = new AtomicReference<>();
  private volatile boolean closed;

  /**
   * Adds an event.
   *
   * @return false if the inbox is closed, and the event will not be carried out
   */
  boolean post(EngineEvent event) {
    events.add(event);
    if (closed && events.removeIf(other -> other == event)) {
      return false;
    }
    Thread thread = sleeper.get();
    if (thread != null && sleeper.compareAndSet(thread, null)) {
      LockSupport.unpark(thread);
    }
    return true;
  }

  /** The next event; null if there is none. */
  @Nullable EngineEvent poll() {
    return events.poll();
  }

  /** Waits until there is an event, no longer than so many nanoseconds. */
  void await(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && events.isEmpty(); left = end - System.nanoTime()) {
      sleeper.set(Thread.currentThread());
      if (events.isEmpty()) { // what was posted before it could see us sleep
        LockSupport.parkNanos(this, left);
      }
      sleeper.set(null);
      clearInterrupt();
    }
  }

  /** Takes no further events; what was taken before is still there. */
  void close() {
    closed = true;
  }

  /** Ignores interrupts: the loop must go on as long as there are processes. */
  @SuppressWarnings({"CheckReturnValue", "ReturnValueIgnored"}) // called for its effect
  private static void clearInterrupt() {
    Thread.interrupted();
  }
}
