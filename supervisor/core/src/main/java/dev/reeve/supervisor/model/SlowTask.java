package dev.reeve.supervisor.model;

import java.time.Duration;

/**
 * One of the tasks that took longest.
 *
 * @param id {@link Task#id} of the task
 * @param handler {@link Task#handler} of the task
 * @param status the way in which the task ended
 * @param duration run time of its last attempt, as {@link TaskResult#durationNanos}
 * @param worker the worker of that attempt
 */
public record SlowTask(
    String id, String handler, TaskStatus status, Duration duration, TaskResult.WorkerRef worker) {}
