package dev.reeve.supervisor.serve.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of tasks, newest first.
 *
 * @param next cursor of the part that follows; null after the last task
 */
public record TaskPage(List<QueuedTask> tasks, @Nullable String next) {
  public TaskPage {
    tasks = List.copyOf(tasks);
  }
}
