package dev.reeve.worker.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Attempts that the supervisor wants run in one call of their handler. One of them that is
 * cancelled does not interrupt the others; the thread is interrupted when all that have no answer
 * are cancelled.
 */
final class AttemptBatch {
  private final Interruption interruption = new Interruption();
  private final List<AttemptContext> running = new ArrayList<>(); // guarded by this

  /** Lets interrupts reach the current thread, which runs the handler's code from now on. */
  synchronized void begin(List<AttemptContext> attempts) {
    running.addAll(attempts);
    interruption.open();
    interruptIfAllAreCancelled();
  }

  /** Notes that an attempt has its answer. Any thread. */
  synchronized void answered(AttemptContext attempt) {
    running.remove(attempt);
    interruptIfAllAreCancelled();
  }

  /** Notes that an attempt was cancelled. Any thread. */
  synchronized void cancelled() {
    interruptIfAllAreCancelled();
  }

  /** Ends interrupts: the handler's code has ended. */
  synchronized void end() {
    running.clear();
    interruption.shut();
  }

  private void interruptIfAllAreCancelled() {
    if (!running.isEmpty() && running.stream().allMatch(AttemptContext::isCancelled)) {
      interruption.cancel();
    }
  }
}
