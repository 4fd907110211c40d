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
 * @param closeLimit time after which a close stops the pool; null for none
 * @param common whether all parts of the program share the pool, so that none may end it
 * @param progressLine whether a person is shown how far the pool is
 */
record HostOptions(
    @Nullable SupervisorListener listener,
    SupervisorLog log,
    boolean daemon,
    @Nullable Duration closeLimit,
    boolean common,
    boolean progressLine) {

  /** No listener, the log of the platform, not a daemon, no limit, no progress line. */
  static final HostOptions DEFAULT =
      new HostOptions(null, new SystemLog(), false, null, false, false);

  /** Rejects a negative limit with {@link IllegalArgumentException}. */
  HostOptions {
    if (closeLimit != null && closeLimit.isNegative()) {
      throw new IllegalArgumentException("closeLimit must not be negative, not " + closeLimit);
    }
  }

  /** Returns a copy with a listener. */
  HostOptions withListener(SupervisorListener target) {
    return new HostOptions(target, log, daemon, closeLimit, common, progressLine);
  }

  /** Returns a copy with a receiver of messages. */
  HostOptions withLog(SupervisorLog target) {
    return new HostOptions(listener, target, daemon, closeLimit, common, progressLine);
  }

  /** Returns a copy that says whether the JVM may end while tasks are outstanding. */
  HostOptions withDaemon(boolean value) {
    return new HostOptions(listener, log, value, closeLimit, common, progressLine);
  }

  /** Returns a copy with a limit for the close. */
  HostOptions withCloseLimit(Duration limit) {
    return new HostOptions(listener, log, daemon, limit, common, progressLine);
  }

  /** Returns a copy for a pool that all parts of the program share. */
  HostOptions asCommon() {
    return new HostOptions(listener, log, true, null, true, progressLine);
  }

  /** Returns a copy with a progress line. */
  HostOptions withProgressLine() {
    return new HostOptions(listener, log, daemon, closeLimit, common, true);
  }
}
