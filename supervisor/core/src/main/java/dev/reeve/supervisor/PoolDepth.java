package dev.reeve.supervisor;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limit on pools inside workers of other pools, because each level multiplies the processes. An
 * environment variable tells a worker its level.
 */
final class PoolDepth {
  static final String DEPTH = "REEVE_DEPTH";

  /** Most levels: a worker of a pool in a worker of a pool cannot start another one. */
  static final int MOST = 2;

  private PoolDepth() {}

  /**
   * Checks that this process may start workers.
   *
   * @throws PoolTooDeepException if it may not
   */
  static void require() {
    require(System.getenv(DEPTH));
  }

  static void require(@Nullable String depth) {
    if (depthOf(depth) >= MOST) {
      throw new PoolTooDeepException(
          "cannot start a pool: this process is a worker of a pool that runs in a worker of another"
              + " pool, and no pool may be deeper; submit the tasks by TaskContext.submit instead");
    }
  }

  /** Returns the workers' environment, marked with one level more than this process has. */
  static Map<String, String> mark(Map<String, String> env) {
    Map<String, String> marked = new HashMap<>(env);
    marked.put(DEPTH, Integer.toString(depthOf(System.getenv(DEPTH)) + 1));
    return marked;
  }

  private static int depthOf(@Nullable String depth) {
    return depth != null && depth.matches("[0-9]{1,4}") ? Integer.parseInt(depth) : 0;
  }
}
