package dev.reeve.supervisor.model;

import dev.reeve.json.Json;
import java.util.List;

/**
 * One piece of work. Immutable.
 *
 * <pre>{@code
 * Task task = Task.of(1, "license", "file/sha256", Json.of("{\"path\": \"LICENSE\"}"));
 * TaskResult result = supervisor.submit(task).join();
 * }</pre>
 *
 * @param seq place in the input, from 1; it is repeated in the result
 * @param id name for people; unique in a run
 * @param handler name of a registered handler
 * @param payload the handler's request; {@link IllegalArgumentException} if it is not valid JSON
 * @param policy limits and retries
 * @param priority higher first; tasks of one priority run in the order of submission
 * @param tags for people and scripts
 */
public record Task(
    long seq,
    String id,
    String handler,
    Json payload,
    TaskPolicy policy,
    int priority,
    List<String> tags) {
  public Task {
    payload = payload.checked();
    tags = List.copyOf(tags);
  }

  /** Returns a task with the default policy, priority 0 and no tags. */
  public static Task of(long seq, String id, String handler, Json payload) {
    return new Task(seq, id, handler, payload, TaskPolicy.DEFAULT, 0, List.of());
  }
}
