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
 * @param common whether all parts of the program share the pool, so that none may end it
 */
record HostOptions(@Nullable SupervisorListener listener, SupervisorLog log, boolean common) {

  /** No listener, and the log of the platform. */
  static final HostOptions DEFAULT = new HostOptions(null, new SystemLog(), false);

  /** Returns a copy with a listener. */
  HostOptions withListener(SupervisorListener target) {
    return new HostOptions(target, log, common);
  }

  /** Returns a copy with a receiver of messages. */
  HostOptions withLog(SupervisorLog target) {
    return new HostOptions(listener, target, common);
  }

  /** Returns a copy for a pool that all parts of the program share. */
  HostOptions asCommon() {
    return new HostOptions(listener, log, true);
  }
}
