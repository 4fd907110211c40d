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
 * @param progressLine whether a person is shown how far the pool is
 */
record HostOptions(
    @Nullable SupervisorListener listener,
    SupervisorLog log,
    EndOptions end,
    boolean progressLine) {

  /** No listener, the log of the platform, the usual end, and no progress line. */
  static final HostOptions DEFAULT =
      new HostOptions(null, new SystemLog(), EndOptions.DEFAULT, false);

  /** Returns a copy with a listener. */
  HostOptions withListener(SupervisorListener target) {
    return new HostOptions(target, log, end, progressLine);
  }

  /** Returns a copy with a receiver of messages. */
  HostOptions withLog(SupervisorLog target) {
    return new HostOptions(listener, target, end, progressLine);
  }

  /** Returns a copy with options of the end. */
  HostOptions withEnd(EndOptions options) {
    return new HostOptions(listener, log, options, progressLine);
  }

  /** Returns a copy with a progress line. */
  HostOptions withProgressLine() {
    return new HostOptions(listener, log, end, true);
  }
}
