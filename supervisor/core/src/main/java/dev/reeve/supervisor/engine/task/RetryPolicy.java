package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.TaskPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The rule by which a task gets another attempt. */
public final class RetryPolicy {

  /** Workers that may die under one task before it is quarantined, whatever its retries. */
  static final int DEATHS_BEFORE_QUARANTINE = 2;

  /**
   * Workers that may die before they start a task which they were given, before it is quarantined.
   * One more than above, because such a death may have another reason.
   */
  static final int DEATHS_BEFORE_START = 3;

  private RetryPolicy() {}

  /**
   * Returns the wait before the next attempt; null if there is none.
   *
   * @param attempts that have ended, from 1
   * @param deaths workers that died under the task
   */
  public static @Nullable Duration delayBeforeNext(TaskPolicy policy, int attempts, int deaths) {
    if (attempts > policy.retries() || isQuarantined(deaths)) {
      return null;
    }
    return policy.backoff().delayAfter(attempts);
  }

  /** Returns whether so many workers died under a task that it is given to no other. */
  public static boolean isQuarantined(int deaths) {
    return deaths >= DEATHS_BEFORE_QUARANTINE;
  }
}
