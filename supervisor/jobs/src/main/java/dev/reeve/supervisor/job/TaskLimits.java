package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Backoff;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The limits that a task, or a job's {@code defaults}, gives; null where it gives none. */
record TaskLimits(
    @Nullable Duration timeout,
    @Nullable Integer retries,
    @Nullable Backoff backoff,
    @Nullable Map<String, Integer> uses) {

  /** No limits at all. */
  static final TaskLimits NONE = new TaskLimits(null, null, null, null);

  static TaskLimits of(
      @Nullable Duration timeout,
      @Nullable Integer retries,
      @Nullable Backoff backoff,
      @Nullable Map<String, Integer> uses) {
    TaskLimits limits = new TaskLimits(timeout, retries, backoff, uses);
    return limits.isSilent() ? NONE : limits;
  }

  boolean isSilent() {
    return timeout == null && retries == null && backoff == null && uses == null;
  }

  /** Returns these limits, completed by {@code others} where they are missing. */
  TaskLimits or(TaskLimits others) {
    return of(
        timeout != null ? timeout : others.timeout,
        retries != null ? retries : others.retries,
        backoff != null ? backoff : others.backoff,
        uses != null ? uses : others.uses);
  }
}
