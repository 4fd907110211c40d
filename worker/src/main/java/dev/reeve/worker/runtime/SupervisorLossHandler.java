package dev.reeve.worker.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ends the worker when the connection to its supervisor breaks: at the end of input without {@code
 * shutdown}, when output can't be written, or when input is not the protocol. It cancels the
 * running task, waits for the grace period, and halts with {@link #EXIT_CODE}. So a worker never
 * outlives its supervisor for long.
 */
final class SupervisorLossHandler {
  /** Exit code of a worker that ends without having been asked to. */
  static final int EXIT_CODE = 1;

  private final ProcessExit exit;
  private final AtomicBoolean isLost = new AtomicBoolean();
  private volatile @Nullable Session session;

  SupervisorLossHandler(ProcessExit exit) {
    this.exit = exit;
  }

  /** Sets the session that is abandoned when the supervisor is lost. */
  void setSession(Session started) {
    session = started;
  }

  /**
   * Begins to end the worker, on a thread of its own, because each of the others may be blocked in
   * a write. Only the first call counts. Any thread.
   */
  void lost(String reason) {
    if (!isLost.compareAndSet(false, true)) {
      return;
    }
    try {
      new Thread(() -> end(reason), "supervisor-loss").start();
    } catch (OutOfMemoryError e) { // the system gives no further thread
      exit.halt(EXIT_CODE);
    }
  }

  private void end(String reason) {
    System.err.println("reeve worker: ending: " + reason);
    try {
      Session abandoned = session;
      if (abandoned != null) {
        abandoned.abandon();
      }
    } finally { // even after a failure, no worker outlives its supervisor
      exit.halt(EXIT_CODE);
    }
  }
}
