package dev.reeve.supervisor.serve.queue;

import dev.reeve.supervisor.model.TaskStatus;

/**
 * The end of a task.
 *
 * @param at milliseconds since 1970
 */
record Ending(TaskStatus status, long at, StoredJson record) {}
