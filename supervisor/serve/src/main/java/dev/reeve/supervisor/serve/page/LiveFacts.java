package dev.reeve.supervisor.serve.page;

import dev.reeve.supervisor.model.TaskStatus;
import java.util.List;
import java.util.Map;

/**
 * The state of a server at a moment.
 *
 * @param head the facts at the head of the page
 * @param counts tasks that have ended, by status
 * @param waiting number of tasks that no worker has yet
 * @param running tasks that workers have; of very many some
 * @param workers states of the workers by their places, as words
 * @param size number of workers that the pool may have
 */
public record LiveFacts(
    PageFacts head,
    Map<TaskStatus, Long> counts,
    long waiting,
    List<RunningTask> running,
    Map<Integer, String> workers,
    int size) {
  public LiveFacts {
    counts = Map.copyOf(counts);
    running = List.copyOf(running);
    workers = Map.copyOf(workers);
  }
}
