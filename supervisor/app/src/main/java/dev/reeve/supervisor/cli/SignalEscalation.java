package dev.reeve.supervisor.cli;

import org.jspecify.annotations.Nullable;

/**
 * The steps that successive signals cause: first an orderly end, then a fast one, then an immediate
 * one. Thread-safe.
 */
final class SignalEscalation {

  /** The reaction to one signal. */
  enum Step {
    /** Start no new tasks; running ones may finish within the grace period. */
    DRAIN,
    /** Kill the workers and join them. */
    STOP_NOW,
    /** End this process at once. */
    HALT
  }

  private int signals;
  private @Nullable StopSignal first;

  /** Returns the reaction to a further signal. */
  synchronized Step next(StopSignal signal) {
    if (first == null) {
      first = signal;
    }
    signals++;
    return signals == 1 ? Step.DRAIN : signals == 2 ? Step.STOP_NOW : Step.HALT;
  }

  /** Returns the number of signals. */
  synchronized int count() {
    return signals;
  }

  /** Returns the first signal, which decides the exit code; null if none has come. */
  synchronized @Nullable StopSignal first() {
    return first;
  }
}
