package dev.reeve.worker.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Cancelling of one attempt from another thread: the flag and the interrupt, and that the interrupt
 * reaches the handler's code and nothing that runs after it.
 */
final class Interruption {
  private @Nullable Thread thread; // while interrupts are let through; guarded by this
  private volatile boolean cancelled;

  boolean isCancelled() {
    return cancelled;
  }

  /** Any thread. */
  synchronized void cancel() {
    cancelled = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** The current thread takes interrupts from now on, and the one that came too early. */
  synchronized void open() {
    clearPending();
    thread = Thread.currentThread();
    if (cancelled) {
      thread.interrupt();
    }
  }

  /** The same thread takes none from now on; one that is pending is cleared. */
  synchronized void shut() {
    thread = null;
    clearPending();
  }

  @SuppressWarnings({"CheckReturnValue", "ReturnValueIgnored"}) // called for its effect
  private static void clearPending() {
    Thread.interrupted();
  }
}
