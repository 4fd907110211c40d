package dev.reeve.supervisor;

import dev.reeve.protocol.Protocol;
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
 * @param workingDirectory of the workers; null: that of this process
 * @param logFolder where workers' standard error goes, one file per slot; null: only the tail is
 *     kept
 * @param cacheFolder where class-data archives are kept; null: there are none
 */
record SupervisorOptions(
    int workers,
    WorkerOptions worker,
    Duration grace,
    @Nullable Duration deadline,
    @Nullable HaltRule halt,
    long totalTasks,
    @Nullable Path workingDirectory,
    @Nullable Path logFolder,
    @Nullable Path cacheFolder) {

  static final SupervisorOptions DEFAULT =
      new SupervisorOptions(
          Runtime.getRuntime().availableProcessors(),
          WorkerOptions.DEFAULT,
          Duration.ofSeconds(5),
          null,
          null,
          -1,
          null,
          null,
          null);

  SupervisorOptions {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, not " + workers);
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace must not be negative");
    }
    if (deadline != null && deadline.isNegative()) {
      throw new IllegalArgumentException("deadline must not be negative");
    }
  }

  /** Longest message between supervisor and worker. */
  int maxFrameBytes() {
    return Protocol.DEFAULT_MAX_FRAME_BYTES;
  }
}
