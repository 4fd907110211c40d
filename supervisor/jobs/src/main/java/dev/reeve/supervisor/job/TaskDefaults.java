package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.TaskPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The command line's limits for tasks that give none themselves; null where it gives none. They
 * take precedence over the job's {@code defaults}.
 *
 * @param timeout limit of one attempt
 * @param retries attempts after the first
 */
public record TaskDefaults(@Nullable Duration timeout, @Nullable Integer retries) {

  /** No limits at all. */
  public static final TaskDefaults NONE = new TaskDefaults(null, null);

  /** Returns the policy of a task that gives no limits itself and belongs to no document. */
  public TaskPolicy policy() {
    return new PolicyCache(this, TaskLimits.NONE).of(TaskLimits.NONE);
  }
}
