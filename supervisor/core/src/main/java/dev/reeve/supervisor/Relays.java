package dev.reeve.supervisor;

import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.relay.CompletionThreads;
import dev.reeve.supervisor.relay.ListenerRelay;
import dev.reeve.supervisor.relay.LogRelay;
import org.jspecify.annotations.Nullable;

/** The threads of a pool that call the program: its log, its listener and its callbacks. */
final class Relays {
  private final LogRelay log;
  private final @Nullable ListenerRelay listener; // null without a listener
  private final CompletionThreads callbacks = new CompletionThreads();

  Relays(HostOptions host) {
    this.log = new LogRelay(host.log());
    this.listener = host.listener() == null ? null : new ListenerRelay(host.listener(), log);
  }

  /** Starts the thread of the listener. */
  void start() {
    if (listener != null) {
      listener.start();
    }
  }

  SupervisorLog log() {
    return log;
  }

  /** Returns the relay of the listener; null without one. */
  @Nullable ListenerRelay listenerOrNull() {
    return listener;
  }

  /** Returns the listener that the pool tells of events. */
  SupervisorListener listener() {
    return listener == null ? new SupervisorListener() {} : listener;
  }

  CompletionThreads callbacks() {
    return callbacks;
  }

  /** Makes the calls that wait, each kind for a limited time. */
  void close() throws InterruptedException {
    callbacks.close();
    if (listener != null) {
      listener.close();
    }
    log.close();
  }
}
