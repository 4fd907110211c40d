package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.HaltRule;
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
 */
public record PoolSettings(
    int slots,
    Duration grace,
    @Nullable Duration deadline,
    @Nullable HaltRule halt,
    long totalTasks,
    long maxTasksPerWorker,
    long maxResidentBytes,
    int maxFrameBytes) {}
