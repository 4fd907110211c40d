package dev.reeve.supervisor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Options of the end of a pool. Immutable; begin with {@link #DEFAULT}.
 *
 * @param daemon whether the JVM may end while tasks are outstanding
 * @param shutdownHook whether the pool is ended with the JVM if it was not closed
 * @param closeLimit time after which a close stops the pool; null for none
 * @param common whether all parts of the program share the pool, so that none may end it
 */
record EndOptions(
    boolean daemon, boolean shutdownHook, @Nullable Duration closeLimit, boolean common) {

  /** Not a daemon, a shutdown hook, no limit, not common. */
  static final EndOptions DEFAULT = new EndOptions(false, true, null, false);

  /** Rejects a negative limit with {@link IllegalArgumentException}. */
  EndOptions {
    if (closeLimit != null && closeLimit.isNegative()) {
      throw new IllegalArgumentException("closeLimit must not be negative, not " + closeLimit);
    }
  }

  /** Returns a copy that says whether the JVM may end while tasks are outstanding. */
  EndOptions withDaemon(boolean value) {
    return new EndOptions(value, shutdownHook, closeLimit, common);
  }

  /** Returns a copy that says whether the pool is ended with the JVM. */
  EndOptions withShutdownHook(boolean value) {
    return new EndOptions(daemon, value, closeLimit, common);
  }

  /** Returns a copy with a limit for the close. */
  EndOptions withCloseLimit(Duration limit) {
    return new EndOptions(daemon, shutdownHook, limit, common);
  }

  /** Returns a copy for a pool that all parts of the program share. */
  EndOptions asCommon() {
    return new EndOptions(true, true, null, true);
  }
}
