package dev.reeve.supervisor;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pools within workers within pools: each level multiplies the processes, so a fixed few are
 * allowed. Workers know by their environment how deep they are.
 */
final class PoolDepth {
  static final String DEPTH = "REEVE_DEPTH";

  /** A worker of a pool in a worker of a pool starts none. */
  static final int MOST = 2;

  private PoolDepth() {}

  /**
   * @throws PoolTooDeepException if this process may start no workers
   */
  static void require() {
    require(System.getenv(DEPTH));
  }

  static void require(@Nullable String depth) {
    if (depthOf(depth) >= MOST) {
      throw new PoolTooDeepException(
          "this is a worker of a pool in a worker of a pool: a further pool in it is refused. Have"
              + " its supervisor run the tasks instead: TaskContext.submit");
    }
  }

  /** The environment of workers with one more level than this process has. */
  static Map<String, String> mark(Map<String, String> env) {
    Map<String, String> marked = new HashMap<>(env);
    marked.put(DEPTH, Integer.toString(depthOf(System.getenv(DEPTH)) + 1));
    return marked;
  }

  private static int depthOf(@Nullable String depth) {
    return depth != null && depth.matches("[0-9]{1,4}") ? Integer.parseInt(depth) : 0;
  }
}
