package dev.reeve.supervisor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The signals that ask a run to end. Those that come while its pool is being started wait for the
 * run; by their default action they would end the supervisor and leave the pool's workers to
 * themselves. Thread-safe.
 */
final class PendingSignals {
  private final List<StopSignal> pending = new ArrayList<>();
  private @Nullable Consumer<StopSignal> receiver;

  /** Registers for all stop signals. */
  static PendingSignals listen() {
    PendingSignals signals = new PendingSignals();
    for (StopSignal signal : StopSignal.values()) {
      SignalListener.listen(signal.name(), () -> signals.add(signal));
    }
    return signals;
  }

  /** Hands a signal to the receiver, or keeps it until there is one. */
  void add(StopSignal signal) {
    Consumer<StopSignal> ready = readyFor(signal);
    if (ready != null) {
      ready.accept(signal);
    }
  }

  private synchronized @Nullable Consumer<StopSignal> readyFor(StopSignal signal) {
    if (receiver == null) {
      pending.add(signal);
    }
    return receiver;
  }

  /** Hands over the signals that have come, and from now on each one at once. */
  synchronized void deliverTo(Consumer<StopSignal> newReceiver) {
    receiver = newReceiver;
    pending.forEach(newReceiver);
    pending.clear();
  }
}
