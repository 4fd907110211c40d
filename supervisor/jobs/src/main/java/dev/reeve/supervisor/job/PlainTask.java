package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as {@link PlainTaskReader} reads it: a handler, and perhaps an id, a payload, a time
 * limit, retries, a priority and tags.
 *
 * @param id null if it has none
 */
record PlainTask(
    @Nullable String id,
    String handler,
    Json payload,
    TaskLimits limits,
    int priority,
    List<String> tags) {

  Task task(long seq, String taskId, TaskPolicy policy) {
    return new Task(seq, taskId, handler, payload, policy, priority, tags);
  }
}
