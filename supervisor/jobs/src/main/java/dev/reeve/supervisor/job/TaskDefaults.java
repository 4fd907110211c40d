package dev.reeve.supervisor.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says for tasks that don't say it themselves; null where it is silent. Goes
 * before the job's own {@code defaults}.
 *
 * @param timeout limit of one attempt
 * @param retries attempts after the first
 */
public record TaskDefaults(@Nullable Duration timeout, @Nullable Integer retries) {

  /** Silent on all. */
  public static final TaskDefaults NONE = new TaskDefaults(null, null);
}
