package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.WorkerOptions;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a job document gives for its run; null where it gives none. Options of the
 * command line take precedence.
 *
 * @param name of the job
 * @param workers size of the pool
 * @param worker how workers are started; class path entries are absolute
 * @param restarts number of worker deaths that the pool tolerates
 * @param halt when to stop early
 * @param deadline limit of the run
 * @param resources amounts of what tasks may use, by name; those of the command line included
 * @param hooks commands that are called
 */
public record JobSettings(
    @Nullable String name,
    @Nullable WorkerCount workers,
    WorkerOptions worker,
    RestartPolicy restarts,
    @Nullable HaltRule halt,
    @Nullable Duration deadline,
    Map<String, Integer> resources,
    JobHooks hooks) {
  public JobSettings {
    resources = Map.copyOf(resources);
  }

  /** No settings at all. */
  public static final JobSettings NONE =
      new JobSettings(
          null,
          null,
          WorkerOptions.DEFAULT,
          RestartPolicy.ENDING,
          null,
          null,
          Map.of(),
          JobHooks.NONE);
}
