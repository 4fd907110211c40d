package dev.reeve.worker.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What ties this worker to its supervisor. When it breaks (end of input without {@code shutdown},
 * output that nobody reads, input that is no protocol), whatever runs is cancelled, is given the
 * grace period, and the process halts with {@link #EXIT_CODE}: a worker never outlives its
 * supervisor for long.
 */
final class SupervisorLossHandler {
  /** Exit code of a worker that ended without having been asked to. */
  static final int EXIT_CODE = 1;

  private final ProcessExit end;
  private final AtomicBoolean broken = new AtomicBoolean();
  private volatile @Nullable Session session;

  SupervisorLossHandler(ProcessExit end) {
    this.end = end;
  }

  /** Names what has to be given up when the line breaks. */
  void carries(Session started) {
    session = started;
  }

  /**
   * Starts the end on a thread of its own, because no other one may be waited for: each can be
   * blocked in a write. Any thread; only the first call counts.
   */
  void broken(String why) {
    if (!broken.compareAndSet(false, true)) {
      return;
    }
    try {
      new Thread(() -> end(why), "lifeline").start();
    } catch (OutOfMemoryError e) { // no further thread can be had
      end.halt(EXIT_CODE);
    }
  }

  private void end(String why) {
    System.err.println("reeve worker: ending by itself: " + why);
    try {
      Session carried = session;
      if (carried != null) {
        carried.abandon();
      }
    } finally { // whatever goes wrong, no worker outlives its supervisor
      end.halt(EXIT_CODE);
    }
  }
}
