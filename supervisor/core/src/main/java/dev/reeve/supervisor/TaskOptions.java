package dev.reeve.supervisor;

import dev.reeve.supervisor.model.StartLimits;
import dev.reeve.supervisor.model.TaskPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of a submitted task. Immutable; begin with {@link #DEFAULT}.
 *
 * <pre>{@code
 * TaskOptions options = TaskOptions.DEFAULT.withTimeout(Duration.ofSeconds(30)).withRetries(2);
 * TaskFuture<Integer> square = supervisor.submit(Square.class, 12, options);
 * }</pre>
 *
 * @param id name of the task for people; null for its number
 * @param policy time limit and retries
 * @param priority higher first
 */
public record TaskOptions(@Nullable String id, TaskPolicy policy, int priority) {

  /** No time limit, no retries, priority 0. */
  public static final TaskOptions DEFAULT = new TaskOptions(null, TaskPolicy.DEFAULT, 0);

  /** Returns a copy with a name for people. */
  public TaskOptions withId(String name) {
    return new TaskOptions(name, policy, priority);
  }

  /** Returns a copy with a time limit for each attempt, from its start in the worker; positive. */
  public TaskOptions withTimeout(Duration limit) {
    return withPolicy(new TaskPolicy(limit, policy.retries(), policy.backoff(), policy.uses()));
  }

  /** Returns a copy with that many attempts after the first, from 0. */
  public TaskOptions withRetries(int retries) {
    return withPolicy(new TaskPolicy(policy.timeout(), retries, policy.backoff(), policy.uses()));
  }

  /**
   * Returns a copy that also uses a resource while a worker has the task.
   *
   * @param resource name of a resource that the pool has by its {@link StartLimits}
   * @param amount from 1; replaces what was set for that resource
   */
  public TaskOptions withUses(String resource, int amount) {
    Map<String, Integer> uses = new HashMap<>(policy.uses());
    uses.put(resource, amount);
    return withPolicy(new TaskPolicy(policy.timeout(), policy.retries(), policy.backoff(), uses));
  }

  /** Returns a copy with that policy. */
  public TaskOptions withPolicy(TaskPolicy other) {
    return new TaskOptions(id, other, priority);
  }

  /** Returns a copy with that priority; higher first, 0 by default. */
  public TaskOptions withPriority(int other) {
    return new TaskOptions(id, policy, other);
  }
}
