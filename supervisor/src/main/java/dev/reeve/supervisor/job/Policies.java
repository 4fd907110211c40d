package dev.reeve.supervisor.job;

import dev.reeve.supervisor.Backoff;
import dev.reeve.supervisor.TaskPolicy;
import java.util.HashMap;
import java.util.Map;

/** Makes the policies of tasks; equal ones are one object, so that many tasks cost no memory. */
final class Policies {
  private static final int MAX_KEPT = 1_024;

  private final Limits defaults;
  private final TaskPolicy usual;
  private final Map<Limits, TaskPolicy> kept = new HashMap<>();

  /**
   * @param commandLine goes before {@code job}
   * @param job the job's own defaults
   */
  Policies(TaskDefaults commandLine, Limits job) {
    defaults = Limits.of(commandLine.timeout(), commandLine.retries(), null).or(job);
    usual = make(Limits.NONE);
  }

  /** The policy of a task that says {@code own} itself. */
  TaskPolicy of(Limits own) {
    if (own.isSilent()) {
      return usual;
    }
    if (kept.size() >= MAX_KEPT) {
      kept.clear();
    }
    return kept.computeIfAbsent(own, this::make);
  }

  private TaskPolicy make(Limits own) {
    Limits all = own.or(defaults);
    return new TaskPolicy(
        all.timeout(),
        all.retries() == null ? 0 : all.retries(),
        all.backoff() == null ? Backoff.DEFAULT : all.backoff());
  }
}
