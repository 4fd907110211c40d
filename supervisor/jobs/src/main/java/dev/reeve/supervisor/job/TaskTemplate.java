package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one task, or of all tasks of a {@code forEach}.
 *
 * @param id null if the number of the task is its id
 * @param items null if the template makes a single task
 */
record TaskTemplate(
    @Nullable String id,
    String handler,
    Payload payload,
    Attributes attributes,
    @Nullable ItemSource items) {

  /**
   * Fields that say how and when a task runs.
   *
   * @param limits those that the task gives itself
   * @param tags may contain placeholders of items
   */
  record Attributes(TaskLimits limits, int priority, List<TextTemplate> tags) {}

  /** Returns the limits that the task gives itself. */
  TaskLimits limits() {
    return attributes.limits;
  }

  /** Returns the task with these values. */
  Task task(long seq, String taskId, TaskValues values, TaskPolicy policy) {
    return new Task(
        seq, taskId, handler, payload.with(values), policy, attributes.priority, tagsWith(values));
  }

  /** Returns the tags that all tasks have. */
  List<String> fixedTags() {
    List<String> fixed = new ArrayList<>();
    for (TextTemplate tag : attributes.tags) {
      if (tag.isFixed()) {
        fixed.add(tag.with(TaskValues.NONE));
      }
    }
    return fixed;
  }

  /** Returns the tags of the task with these values. */
  List<String> tagsWith(TaskValues values) {
    List<TextTemplate> tags = attributes.tags;
    return tags.isEmpty() ? List.of() : tags.stream().map(tag -> tag.with(values)).toList();
  }
}
