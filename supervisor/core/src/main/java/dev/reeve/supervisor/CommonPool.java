package dev.reeve.supervisor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The pool that all parts of a program share; see {@link Supervisor#common}. */
final class CommonPool {
  /** Time after which a worker without a task is ended. */
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(1);

  private static @Nullable Supervisor pool; // guarded by the class

  private CommonPool() {}

  /** Returns the pool, and starts it if there is none, or if the former one has stopped. */
  static synchronized Supervisor get() {
    Supervisor common = pool;
    if (common == null || common.isShutdown()) {
      if (common != null) {
        common.parts().end().termination().shutdown();
      }
      common = Supervisor.builder().idleLimit(IDLE_LIMIT).startCommon();
      pool = common;
    }
    return common;
  }
}
