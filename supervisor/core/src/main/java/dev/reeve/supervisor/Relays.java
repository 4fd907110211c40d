package dev.reeve.supervisor;

import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.relay.CompletionThreads;
import dev.reeve.supervisor.relay.ListenerRelay;
import dev.reeve.supervisor.relay.LogRelay;
import org.jspecify.annotations.Nullable;

/** The threads of a pool that call the program: its log, its listener and its callbacks. */
final class Relays {
  private static final long FLUSH_MILLIS = 1_000;

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

  /** Says something while the JVM ends, when the platform's log may be closed already. */
  void programEnds(String text) {
    log.programEnds();
    log.log(SupervisorLog.Level.WARNING, text);
  }

  /** Makes the calls that wait, but does not wait long: one of them may have ended the JVM. */
  void flush() throws InterruptedException {
    callbacks.flush(FLUSH_MILLIS);
    if (listener != null) {
      listener.close(FLUSH_MILLIS);
    }
    log.close();
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
