package dev.reeve.supervisor.job;

import dev.reeve.supervisor.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a task, or a job's {@code defaults}, says of limits and retries; null where it is silent.
 */
record Limits(@Nullable Duration timeout, @Nullable Integer retries, @Nullable Backoff backoff) {

  /** Silent on all. */
  static final Limits NONE = new Limits(null, null, null);

  static Limits of(
      @Nullable Duration timeout, @Nullable Integer retries, @Nullable Backoff backoff) {
    Limits limits = new Limits(timeout, retries, backoff);
    return limits.isSilent() ? NONE : limits;
  }

  boolean isSilent() {
    return timeout == null && retries == null && backoff == null;
  }

  /** These, and {@code others} where these are silent. */
  Limits or(Limits others) {
    return of(
        timeout != null ? timeout : others.timeout,
        retries != null ? retries : others.retries,
        backoff != null ? backoff : others.backoff);
  }
}
