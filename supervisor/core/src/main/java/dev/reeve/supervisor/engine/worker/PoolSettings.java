package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.WorkerSetup;
import dev.reeve.supervisor.model.HaltRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the engine needs to know of a run.
 *
 * @param slots size of the pool, from 1
 * @param grace for each step of the stop ladder
 * @param deadline limit of the run
 * @param halt when to stop because tasks fail
 * @param totalTasks that will come, −1 if unknown
 * @param maxTasksPerWorker attempts after which a worker is recycled, 0 for no limit
 * @param maxResidentBytes resident memory past which a worker is recycled, 0 for no limit
 * @param maxFrameBytes longest message either side may send
 * @param readyLimit from the start of a worker until it must be ready
 * @param idleLimit after which a worker without a task is ended; null for none
 * @param setup what each worker is handed
 * @param spares workers beyond the pool's size that may stand in for such as wait for tasks that
 *     they have asked for; from 0
 * @param single whether the pool is one process for good: no other takes its place when it has
 *     ended before its task could begin
 */
public record PoolSettings(
    int slots,
    Duration grace,
    @Nullable Duration deadline,
    @Nullable HaltRule halt,
    long totalTasks,
    long maxTasksPerWorker,
    long maxResidentBytes,
    int maxFrameBytes,
    Duration readyLimit,
    @Nullable Duration idleLimit,
    WorkerSetup setup,
    int spares,
    boolean single) {

  /** A worker that is not ready by then never will be. */
  public static final Duration READY_LIMIT = Duration.ofSeconds(30);

  /** Workers that are handed nothing and may be idle for ever. */
  public PoolSettings(
      int slots,
      Duration grace,
      @Nullable Duration deadline,
      @Nullable HaltRule halt,
      long totalTasks,
      long maxTasksPerWorker,
      long maxResidentBytes,
      int maxFrameBytes) {
    this(
        slots,
        grace,
        deadline,
        halt,
        totalTasks,
        maxTasksPerWorker,
        maxResidentBytes,
        maxFrameBytes,
        READY_LIMIT,
        null,
        WorkerSetup.NONE,
        0,
        false);
  }
}
