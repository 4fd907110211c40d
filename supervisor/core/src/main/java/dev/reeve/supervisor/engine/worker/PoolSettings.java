package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.WorkerSetup;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.StartLimits;
import dev.reeve.supervisor.model.WorkerOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a run, apart from the folders of its processes. Made by {@link #builder}.
 *
 * @param workers size of the pool, from 1
 * @param spares workers beyond that size, from 0, each of which may stand in for a worker whose
 *     task waits for tasks that it has submitted
 * @param processors processors of this machine, from 1
 * @param worker how worker processes are started, and when one is replaced by a new one
 * @param setup what each worker receives before its first task
 * @param maxFrameBytes longest message between supervisor and worker
 * @param grace time that a stopping worker has for each step
 * @param readyLimit time from the start of a worker until it must be ready
 * @param restarts number of worker deaths that the pool tolerates
 * @param idleLimit time after which a worker without a task is ended; null: never
 * @param deadline limit of the whole run; null: none
 * @param halt when to stop because tasks fail; null: never
 * @param totalTasks number of tasks that will be submitted, −1 if unknown
 * @param maxTaskDepth most levels of tasks that running tasks submit, from 1
 * @param startLimits what holds back tasks although workers are idle
 * @param ownSlot number of the only slot, if the pool is one process that is never replaced; −1 for
 *     other pools
 */
public record PoolSettings(
    int workers,
    int spares,
    int processors,
    WorkerOptions worker,
    WorkerSetup setup,
    int maxFrameBytes,
    Duration grace,
    Duration readyLimit,
    RestartPolicy restarts,
    @Nullable Duration idleLimit,
    @Nullable Duration deadline,
    @Nullable HaltRule halt,
    long totalTasks,
    int maxTaskDepth,
    StartLimits startLimits,
    int ownSlot) {

  /** Least {@code maxFrameBytes}: enough for every message except those that carry a payload. */
  private static final int LEAST_FRAME_BYTES = 1 << 20;

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public PoolSettings {
    requireWorkers(workers);
    requireNotNegative(grace, "grace");
    if (deadline != null) {
      requireNotNegative(deadline, "deadline");
    }
    requirePositive(readyLimit, "readyLimit");
    if (idleLimit != null) {
      requirePositive(idleLimit, "idleLimit");
    }
    if (maxTaskDepth < 1) {
      throw new IllegalArgumentException("maxTaskDepth must be at least 1, not " + maxTaskDepth);
    }
    if (maxFrameBytes < LEAST_FRAME_BYTES) {
      throw new IllegalArgumentException(
          "maxMessageBytes must be at least " + LEAST_FRAME_BYTES + ", not " + maxFrameBytes);
    }
  }

  /** Rejects a pool without workers with {@link IllegalArgumentException}. */
  public static void requireWorkers(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, not " + workers);
    }
  }

  private static void requireNotNegative(Duration duration, String name) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative");
    }
  }

  private static void requirePositive(Duration duration, String name) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive, not " + duration);
    }
  }

  /** Returns a builder that holds the defaults. */
  public static PoolSettingsBuilder builder() {
    return new PoolSettingsBuilder();
  }

  /**
   * Returns the settings for one task in a process of its own, beside this pool.
   *
   * @param slot number of its slot, which no other pool of the same supervisor has
   */
  public PoolSettings forSingleProcess(int slot) {
    return builder()
        .workers(1)
        .spares(0)
        .processors(processors)
        .worker(worker.withMaxTasks(0).withMaxResidentBytes(0))
        .setup(setup)
        .maxFrameBytes(maxFrameBytes)
        .grace(grace)
        .readyLimit(readyLimit)
        .totalTasks(1)
        .maxTaskDepth(maxTaskDepth)
        .ownSlot(slot)
        .build();
  }

  /** Returns whether the pool is one process that is never replaced. */
  boolean isSingleProcess() {
    return ownSlot >= 0;
  }

  /** Returns the number of the pool's first slot. */
  int firstSlot() {
    return Math.max(0, ownSlot);
  }

  /** Returns whether workers are prepared by a hook. */
  boolean hasHook() {
    return setup.hook() != null;
  }

  /** Returns the number of workers that may run at once, spares included. */
  public int slots() {
    return workers + spares;
  }
}
