package dev.reeve.supervisor;

import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.WorkerSetup;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.WorkerOptions;
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
 * @param maxFrameBytes longest message between supervisor and worker
 * @param readyLimit by when a worker must be ready
 * @param idleLimit after which a worker without a task is ended; null: never
 * @param setup what workers are handed
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
    @Nullable Path cacheFolder,
    int maxFrameBytes,
    Duration readyLimit,
    @Nullable Duration idleLimit,
    WorkerSetup setup) {

  /** Room for any message but a task's own. */
  private static final int LEAST_FRAME_BYTES = 1 << 20;

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
          null,
          Protocol.DEFAULT_MAX_FRAME_BYTES,
          PoolSettings.READY_LIMIT,
          null,
          WorkerSetup.NONE);

  SupervisorOptions {
    requireWorkers(workers);
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace must not be negative");
    }
    if (deadline != null && deadline.isNegative()) {
      throw new IllegalArgumentException("deadline must not be negative");
    }
    requirePositive(readyLimit, "readyLimit");
    if (idleLimit != null) {
      requirePositive(idleLimit, "idleLimit");
    }
    if (maxFrameBytes < LEAST_FRAME_BYTES) {
      throw new IllegalArgumentException(
          "maxMessageBytes must be at least " + LEAST_FRAME_BYTES + ", not " + maxFrameBytes);
    }
  }

  static void requireWorkers(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, not " + workers);
    }
  }

  private static void requirePositive(Duration duration, String name) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive, not " + duration);
    }
  }
}
