package dev.reeve.supervisor;

import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.relay.SystemLog;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Options of a pool that concern the program and not the workers. Immutable; begin with {@link
 * #DEFAULT}.
 *
 * @param listener is told about workers and progress; null for none
 * @param log receives messages
 * @param daemon whether the JVM may end while tasks are outstanding
 * @param shutdownHook whether the pool is ended with the JVM if it was not closed
 * @param closeLimit time after which a close stops the pool; null for none
 */
record HostOptions(
    @Nullable SupervisorListener listener,
    SupervisorLog log,
    boolean daemon,
    boolean shutdownHook,
    @Nullable Duration closeLimit) {

  /** No listener, the log of the platform, not a daemon, a shutdown hook, and no limit. */
  static final HostOptions DEFAULT = new HostOptions(null, new SystemLog(), false, true, null);

  /** Rejects a negative limit with {@link IllegalArgumentException}. */
  HostOptions {
    if (closeLimit != null && closeLimit.isNegative()) {
      throw new IllegalArgumentException("closeLimit must not be negative, not " + closeLimit);
    }
  }

  /** Returns a copy with a listener. */
  HostOptions withListener(SupervisorListener target) {
    return new HostOptions(target, log, daemon, shutdownHook, closeLimit);
  }

  /** Returns a copy with a receiver of messages. */
  HostOptions withLog(SupervisorLog target) {
    return new HostOptions(listener, target, daemon, shutdownHook, closeLimit);
  }

  /** Returns a copy that says whether the JVM may end while tasks are outstanding. */
  HostOptions withDaemon(boolean value) {
    return new HostOptions(listener, log, value, shutdownHook, closeLimit);
  }

  /** Returns a copy that says whether the pool is ended with the JVM. */
  HostOptions withShutdownHook(boolean value) {
    return new HostOptions(listener, log, daemon, value, closeLimit);
  }

  /** Returns a copy with a limit for the close. */
  HostOptions withCloseLimit(Duration limit) {
    return new HostOptions(listener, log, daemon, shutdownHook, limit);
  }
}
