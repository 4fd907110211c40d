package dev.reeve.supervisor.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits and retries of a task.
 *
 * @param timeout limit of each attempt, counted from its start in the worker; positive; null for
 *     none
 * @param retries attempts after the first, from 0
 * @param backoff wait before each retry
 */
public record TaskPolicy(@Nullable Duration timeout, int retries, Backoff backoff) {

  /** No time limit, no retries. */
  public static final TaskPolicy DEFAULT = new TaskPolicy(null, 0, Backoff.DEFAULT);

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public TaskPolicy {
    if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
      throw new IllegalArgumentException("timeout must be positive or null, not " + timeout);
    }
    if (retries < 0) {
      throw new IllegalArgumentException("retries must be at least 0, not " + retries);
    }
  }
}
