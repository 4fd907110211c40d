package dev.reeve.supervisor.run;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.HandedValues;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task that others need, or all tasks of a part that others need. Guarded by {@link NeedsState}.
 */
final class NeededTasks {
  private final List<Integer> dependants = new ArrayList<>();
  private final Set<String> wanted = new HashSet<>();
  private final Map<String, Json> values = new HashMap<>();
  private long left;
  private boolean ran;
  private @Nullable String failedId;
  private @Nullable TaskStatus failedStatus;
  private @Nullable EarlierTask earlier;

  /**
   * A task that an earlier run has done.
   *
   * @param taskHash as in its record
   */
  record EarlierTask(String id, long taskHash, TaskStatus status) {}

  /**
   * @param tasks number of tasks
   */
  NeededTasks(long tasks) {
    left = tasks;
  }

  void addDependant(int part, Set<String> wantedValues) {
    dependants.add(part);
    wanted.addAll(wantedValues);
  }

  boolean isOver() {
    return left == 0;
  }

  List<Integer> dependants() {
    return dependants;
  }

  /** Notes that a task has ended in this run. */
  void ended(String id, TaskStatus status, @Nullable Json result) {
    ran |= status != TaskStatus.SKIPPED;
    count(id, status);
    if (!wanted.isEmpty()) {
      values.putAll(HandedValues.of(wanted, status, result));
    }
  }

  /** Notes that an earlier run has done a task. */
  void done(EarlierTask task) {
    count(task.id, task.status);
    earlier = task;
  }

  private void count(String id, TaskStatus status) {
    left--;
    if (status != TaskStatus.SUCCEEDED && failedId == null) {
      failedId = id;
      failedStatus = status;
    }
  }

  /** Returns true if one of the tasks has run in this run. */
  boolean ran() {
    return ran;
  }

  /** Returns what is wrong with the needed tasks, for people; null if all have succeeded. */
  @Nullable String problem(String need) {
    if (failedId == null || failedStatus == null) {
      return null;
    }
    String how =
        switch (failedStatus) {
          case SUCCEEDED -> "succeeded";
          case FAILED -> "failed";
          case TIMED_OUT -> "timed out";
          case CRASHED -> "crashed";
          case CANCELLED -> "was cancelled";
          case SKIPPED -> "was skipped";
        };
    return need.equals(failedId)
        ? "needs " + Quote.of(need) + ", which " + how
        : "needs " + Quote.of(need) + ", of which " + Quote.of(failedId) + " " + how;
  }

  /** Returns the task of an earlier run whose values are wanted and not known yet. */
  @Nullable EarlierTask valuesMissingOf() {
    return wanted.isEmpty() ? null : earlier;
  }

  /** Adds the values of a task of an earlier run. */
  void restore(EarlierTask task, @Nullable Json result) {
    values.putAll(HandedValues.of(wanted, task.status, result));
    earlier = null;
  }

  @Nullable Json value(String name) {
    return values.get(name);
  }
}
