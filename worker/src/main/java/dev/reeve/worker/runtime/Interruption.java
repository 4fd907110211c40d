package dev.reeve.worker.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The cancelling of one attempt by another thread: a flag and an interrupt, which reaches the
 * handler's code and nothing that runs before or after it.
 */
final class Interruption {
  private @Nullable Thread thread; // null unless interrupts are let through; guarded by this
  private volatile boolean cancelled;

  /** Returns whether the attempt has been cancelled. Any thread. */
  boolean isCancelled() {
    return cancelled;
  }

  /** Sets the flag, and interrupts the thread that runs the handler. Any thread. */
  synchronized void cancel() {
    cancelled = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Lets interrupts through to the current thread, also one that came too early. */
  synchronized void open() {
    clearPending();
    thread = Thread.currentThread();
    if (cancelled) {
      thread.interrupt();
    }
  }

  /** Ends interrupts of the current thread, and clears a pending one. */
  synchronized void shut() {
    thread = null;
    clearPending();
  }

  @SuppressWarnings({"CheckReturnValue", "ReturnValueIgnored"}) // called for its effect
  private static void clearPending() {
    Thread.interrupted();
  }
}
