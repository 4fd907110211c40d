package dev.reeve.supervisor;

import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.relay.SystemLog;
import org.jspecify.annotations.Nullable;

/**
 * Options of a pool that concern the program and not the workers. Immutable; begin with {@link
 * #DEFAULT}.
 *
 * @param listener is told about workers and progress; null for none
 * @param log receives messages
 * @param end options of the end of the pool
 */
record HostOptions(@Nullable SupervisorListener listener, SupervisorLog log, EndOptions end) {

  /** No listener, the log of the platform, and the usual end. */
  static final HostOptions DEFAULT = new HostOptions(null, new SystemLog(), EndOptions.DEFAULT);

  /** Returns a copy with a listener. */
  HostOptions withListener(SupervisorListener target) {
    return new HostOptions(target, log, end);
  }

  /** Returns a copy with a receiver of messages. */
  HostOptions withLog(SupervisorLog target) {
    return new HostOptions(listener, target, end);
  }

  /** Returns a copy with options of the end. */
  HostOptions withEnd(EndOptions options) {
    return new HostOptions(listener, log, options);
  }
}
