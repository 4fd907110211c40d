package dev.reeve.supervisor.run;

import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.OutputFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a run that has ended.
 *
 * @param summary counts, workers, and why the pool ended
 * @param alreadyDone tasks that did not run because an earlier run had done them, by status
 * @param changed tasks that ran again because their content had changed since
 * @param outputFailure the worst failure of an output; null if all results were written
 * @param sourceFailure why reading ended early; null if it did not
 */
public record RunOutcome(
    RunSummary summary,
    Map<TaskStatus, Long> alreadyDone,
    long changed,
    @Nullable OutputFailure outputFailure,
    @Nullable Throwable sourceFailure) {
  public RunOutcome {
    alreadyDone = Map.copyOf(alreadyDone);
  }

  /** Returns true if every task that was read has succeeded, in this run or an earlier one. */
  public boolean allSucceeded() {
    return summary.count(TaskStatus.SUCCEEDED) == summary.total()
        && count(alreadyDone) == alreadyDone.getOrDefault(TaskStatus.SUCCEEDED, 0L);
  }

  private static long count(Map<TaskStatus, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
