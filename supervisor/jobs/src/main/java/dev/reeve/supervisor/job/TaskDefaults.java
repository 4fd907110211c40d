package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.TaskPolicy;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command line's limits for tasks that give none themselves; null where it gives none. They
 * take precedence over the job's {@code defaults}.
 *
 * @param timeout limit of one attempt
 * @param retries attempts after the first
 * @param resources amounts of what tasks may use, by name; they take precedence over the job's
 */
public record TaskDefaults(
    @Nullable Duration timeout, @Nullable Integer retries, Map<String, Integer> resources) {
  public TaskDefaults {
    resources = Map.copyOf(resources);
  }

  /** Limits without resources. */
  public TaskDefaults(@Nullable Duration timeout, @Nullable Integer retries) {
    this(timeout, retries, Map.of());
  }

  /** No limits at all. */
  public static final TaskDefaults NONE = new TaskDefaults(null, null);

  /** Returns the policy of a task that gives no limits itself and belongs to no document. */
  public TaskPolicy policy() {
    return new PolicyCache(this, TaskLimits.NONE).of(TaskLimits.NONE);
  }
}
