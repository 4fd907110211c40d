package dev.reeve.supervisor.cli;

import org.jspecify.annotations.Nullable;

/**
 * What each further signal leads to: first an orderly end, then a fast one, then an immediate one.
 * Any thread.
 */
final class SignalEscalation {

  /** What to do on a signal. */
  enum Step {
    /** No new tasks; running ones may finish within the grace period. */
    DRAIN,
    /** Kill the workers; still wait for them. */
    STOP_NOW,
    /** End this process, whatever is left. */
    HALT
  }

  private int signals;
  private @Nullable StopSignal first;

  synchronized Step next(StopSignal signal) {
    if (first == null) {
      first = signal;
    }
    signals++;
    return signals == 1 ? Step.DRAIN : signals == 2 ? Step.STOP_NOW : Step.HALT;
  }

  /** The signal that asked first, which decides the exit code; null if none has come. */
  synchronized @Nullable StopSignal first() {
    return first;
  }
}
