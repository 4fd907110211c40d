package dev.reeve.supervisor.model;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits and retries of a task.
 *
 * @param timeout limit of each attempt, counted from its start in the worker; positive; null for
 *     none
 * @param retries attempts after the first, from 0
 * @param backoff wait before each retry
 * @param uses amounts from 1 of resources that it uses while a worker has it, by name; the pool
 *     must have so much, by its {@link StartLimits}
 */
public record TaskPolicy(
    @Nullable Duration timeout, int retries, Backoff backoff, Map<String, Integer> uses) {

  /** No time limit, no retries. */
  public static final TaskPolicy DEFAULT = new TaskPolicy(null, 0, Backoff.DEFAULT);

  /** Creates the policy of a task that uses no resources. */
  public TaskPolicy(@Nullable Duration timeout, int retries, Backoff backoff) {
    this(timeout, retries, backoff, Map.of());
  }

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public TaskPolicy {
    uses = Map.copyOf(uses);
    for (Map.Entry<String, Integer> use : uses.entrySet()) {
      if (use.getValue() < 1) {
        throw new IllegalArgumentException(
            "it must use at least 1 of " + use.getKey() + ", not " + use.getValue());
      }
    }
    if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
      throw new IllegalArgumentException("timeout must be positive or null, not " + timeout);
    }
    if (retries < 0) {
      throw new IllegalArgumentException("retries must be at least 0, not " + retries);
    }
  }
}
