package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.TaskPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a task whose attempt failed gets another one. */
public final class RetryPolicy {

  /** Workers that may die under one task before it is quarantined, whatever its retries. */
  static final int DEATHS_BEFORE_QUARANTINE = 2;

  private RetryPolicy() {}

  /**
   * The wait before the next attempt; null if there shall be none.
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

  /** Whether the task has killed too many workers to be given another. */
  public static boolean isQuarantined(int deaths) {
    return deaths >= DEATHS_BEFORE_QUARANTINE;
  }
}
