package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one task, or all tasks of a {@code forEach}, are made of.
 *
 * @param id null if it is the task's number
 * @param limits what it says itself
 * @param items null if it makes one task
 */
record TaskTemplate(
    @Nullable String id,
    String handler,
    Payload payload,
    TaskLimits limits,
    int priority,
    List<String> tags,
    @Nullable ItemSource items) {

  /** The task for one item; {@link Item#NONE} where there are none. */
  Task task(long seq, String taskId, Item item, TaskPolicy policy) {
    return new Task(seq, taskId, handler, payload.forItem(item), policy, priority, tagsFor(item));
  }

  private List<String> tagsFor(Item item) {
    return tags.isEmpty() || items == null ? tags : tags.stream().map(item::in).toList();
  }
}
