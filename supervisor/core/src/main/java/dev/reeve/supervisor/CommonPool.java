package dev.reeve.supervisor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The pool that all parts of a program share; see {@link Supervisor#common}. */
final class CommonPool {
  /** Time after which a worker without a task is ended. */
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(1);

  private static @Nullable Supervisor pool; // guarded by the class

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(CommonPool::end, "reeve-common-end"));
  }

  private CommonPool() {}

  /** Returns the pool, and starts it if there is none, or if the former one lost its workers. */
  static synchronized Supervisor get() {
    if (pool != null && pool.isShutdown()) {
      end();
    }
    if (pool == null) {
      pool = Supervisor.builder().idleLimit(IDLE_LIMIT).startCommon();
    }
    return pool;
  }

  /** Kills the workers, and removes what the pool has in shared memory. */
  private static synchronized void end() {
    if (pool != null) {
      pool.parts().end().stopNow("the program ends");
      await(pool.parts().end());
      pool = null;
    }
  }

  private static void await(PoolEnd end) {
    try {
      var unused = end.join();
    } catch (InterruptedException | IllegalStateException e) {
      // the workers end by themselves when they see that their supervisor is gone
    }
  }
}
