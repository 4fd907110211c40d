package dev.reeve.supervisor;

import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.progress.ProgressDisplay;
import dev.reeve.supervisor.relay.CompletionThreads;
import dev.reeve.supervisor.relay.ListenerRelay;
import dev.reeve.supervisor.relay.LogRelay;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The threads of a pool that call the program: its log, its listener and its callbacks. */
final class Relays {
  private static final long FLUSH_MILLIS = 1_000;

  private final LogRelay log;
  private final @Nullable ListenerRelay listener; // null without a listener
  private final CompletionThreads callbacks = new CompletionThreads();
  private final boolean showsProgress;
  private @Nullable ProgressDisplay progress; // null without a progress line

  Relays(HostOptions host) {
    this.log = new LogRelay(host.log());
    this.listener = host.listener() == null ? null : new ListenerRelay(host.listener(), log);
    this.showsProgress = host.progressLine();
  }

  /**
   * Starts the threads of listener and progress line.
   *
   * @param pool asks for the pool's state
   * @param totalTasks number of all tasks; negative if it is not known
   */
  void start(Supplier<CompletableFuture<PoolSnapshot>> pool, long totalTasks) {
    if (listener != null) {
      listener.start();
    }
    progress = showsProgress ? ProgressDisplay.onTerminal(pool, totalTasks) : null;
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

  /**
   * Ends the progress line.
   *
   * @param summary of the pool; null if there is none
   */
  void endProgress(@Nullable RunSummary summary) throws InterruptedException {
    if (progress != null) {
      progress.close(summary);
    }
  }

  /** Says something while the JVM ends, when the platform's log may be closed already. */
  void programEnds(String text) {
    log.programEnds();
    log.log(SupervisorLog.Level.WARNING, text);
  }

  /** Makes the calls that wait, but does not wait long: one of them may have ended the JVM. */
  void flush() throws InterruptedException {
    endProgress(null);
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
