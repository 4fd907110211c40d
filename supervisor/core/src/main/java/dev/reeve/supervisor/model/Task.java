package dev.reeve.supervisor.model;

import dev.reeve.json.Json;
import java.util.List;

/**
 * One piece of work. Immutable.
 *
 * @param seq its place in the input, from 1; comes back in the result
 * @param id names it for people; unique in a run
 * @param handler a registered handler's name
 * @param payload what the handler gets; {@link IllegalArgumentException} if it is not valid JSON
 * @param policy limits and retries; tasks share one object where they can
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

  /** A task with the default policy, priority 0 and no tags. */
  public static Task of(long seq, String id, String handler, Json payload) {
    return new Task(seq, id, handler, payload, TaskPolicy.DEFAULT, 0, List.of());
  }
}
