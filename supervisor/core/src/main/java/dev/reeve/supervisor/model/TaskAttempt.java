package dev.reeve.supervisor.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A try at a task by a worker.
 *
 * @param seq {@link Task#seq} of the task
 * @param id {@link Task#id} of the task
 * @param handler {@link Task#handler} of the task
 * @param number of the attempt at this task, from 1
 * @param startedAt wall clock at the start; null if it is not known
 * @param worker the worker that makes it
 */
public record TaskAttempt(
    long seq,
    String id,
    String handler,
    int number,
    @Nullable Instant startedAt,
    TaskResult.WorkerRef worker) {}
