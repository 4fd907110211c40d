package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.TaskPolicy;
import java.util.HashMap;
import java.util.Map;

/** Factory of task policies; equal ones share one object, so that many tasks take little memory. */
final class PolicyCache {
  private static final int MAX_KEPT = 1_024;

  private final TaskLimits defaults;
  private final TaskPolicy usual;
  private final Map<TaskLimits, TaskPolicy> kept = new HashMap<>();

  /** Those that were asked for last, and so probably next. */
  private TaskLimits last = TaskLimits.NONE;

  private TaskPolicy lastPolicy;

  /**
   * @param commandLine takes precedence over {@code job}
   * @param job the job's own defaults
   */
  PolicyCache(TaskDefaults commandLine, TaskLimits job) {
    defaults = TaskLimits.of(commandLine.timeout(), commandLine.retries(), null, null).or(job);
    usual = make(TaskLimits.NONE);
    lastPolicy = usual;
  }

  /** Returns the policy of a task that gives the limits {@code own} itself. */
  @SuppressWarnings("ReferenceEquality") // a short cut only; equal ones are found below
  TaskPolicy of(TaskLimits own) {
    if (own.isSilent()) {
      return usual;
    }
    if (own != last) {
      lastPolicy = find(own);
      last = own;
    }
    return lastPolicy;
  }

  private TaskPolicy find(TaskLimits own) {
    if (kept.size() >= MAX_KEPT) {
      kept.clear();
    }
    return kept.computeIfAbsent(own, this::make);
  }

  private TaskPolicy make(TaskLimits own) {
    TaskLimits all = own.or(defaults);
    return new TaskPolicy(
        all.timeout(),
        all.retries() == null ? 0 : all.retries(),
        all.backoff() == null ? Backoff.DEFAULT : all.backoff(),
        all.uses() == null ? Map.of() : all.uses());
  }
}
