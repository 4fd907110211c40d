package dev.reeve.supervisor.engine.worker;

import dev.reeve.shared.server.SharedCallHandler;
import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerKey;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Services that a pool of workers uses.
 *
 * @param launcher starts the process of a worker in the background
 * @param shared the shared objects that the workers use
 * @param tasks runs the tasks that running tasks submit; null: the pool runs them itself
 */
public record PoolServices(
    Function<WorkerKey, WorkerControl> launcher,
    SharedCallHandler shared,
    @Nullable TaskHost tasks) {}
