package dev.reeve.supervisor.job;

import org.jspecify.annotations.Nullable;

/**
 * The commands that a run calls; null for none.
 *
 * @param onFailure gets the record of each task that failed, timed out or crashed
 * @param onEnd gets the summary at the end of the run
 */
public record JobHooks(@Nullable HookCommand onFailure, @Nullable HookCommand onEnd) {

  /** No commands. */
  public static final JobHooks NONE = new JobHooks(null, null);
}
