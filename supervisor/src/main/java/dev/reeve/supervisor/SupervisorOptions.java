package dev.reeve.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a {@link Supervisor}; made by its builder.
 *
 * @param workers size of the pool, from 1
 * @param worker how they are started
 * @param grace what a stopping worker has for each step
 * @param deadline limit of the whole run
 * @param halt when to stop early
 * @param totalTasks number of tasks that will come, −1 if unknown
 * @param logFolder where workers' standard error goes, one file per slot; null: only the tail is
 *     kept
 */
public record SupervisorOptions(
    int workers,
    WorkerOptions worker,
    Duration grace,
    @Nullable Duration deadline,
    @Nullable HaltRule halt,
    long totalTasks,
    @Nullable Path logFolder) {
  public SupervisorOptions {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, not " + workers);
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace must not be negative");
    }
  }
}
