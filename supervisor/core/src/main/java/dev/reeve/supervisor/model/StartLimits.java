package dev.reeve.supervisor.model;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits on the start of tasks beside the number of workers. They never end a task that runs, and
 * they do not hold back tasks that running tasks submit.
 *
 * @param resources amounts from 1 of what tasks may use, by name; see {@link TaskPolicy#uses}
 * @param maxLoad no task is started while the machine's load average over the last minute is above
 *     this; positive; null for no limit
 * @param minFreeMemory no task is started while fewer bytes of memory are free; positive; null for
 *     no limit
 * @param delay time between two starts; positive; null for none
 */
public record StartLimits(
    Map<String, Integer> resources,
    @Nullable Double maxLoad,
    @Nullable Long minFreeMemory,
    @Nullable Duration delay) {

  /** No limits at all. */
  public static final StartLimits NONE = new StartLimits(Map.of(), null, null, null);

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public StartLimits {
    resources = Map.copyOf(resources);
    for (Map.Entry<String, Integer> resource : resources.entrySet()) {
      require(resource.getValue() >= 1, "the amount of " + resource.getKey());
    }
    require(maxLoad == null || maxLoad > 0, "maxLoad");
    require(minFreeMemory == null || minFreeMemory > 0, "minFreeMemory");
    require(delay == null || (!delay.isNegative() && !delay.isZero()), "delay");
  }

  private static void require(boolean condition, String name) {
    if (!condition) {
      throw new IllegalArgumentException(name + " must be positive");
    }
  }

  /** Returns limits of resources alone. */
  public static StartLimits ofResources(Map<String, Integer> amounts) {
    return new StartLimits(amounts, null, null, null);
  }

  /** Returns whether there is a limit that changes with time. */
  public boolean changesWithTime() {
    return maxLoad != null || minFreeMemory != null || delay != null;
  }
}
