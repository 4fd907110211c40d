package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.TaskStatus;
import java.util.EnumMap;
import java.util.Map;

/** The numbers of tasks that have ended, by status. */
final class EndedTasks {
  private final Map<TaskStatus, Long> counts = new EnumMap<>(TaskStatus.class);

  EndedTasks() {
    for (TaskStatus status : TaskStatus.values()) {
      counts.put(status, 0L);
    }
  }

  void add(TaskStatus status) {
    counts.merge(status, 1L, Long::sum);
  }

  long with(TaskStatus status) {
    return counts.getOrDefault(status, 0L);
  }

  /** Returns the number of all. */
  long all() {
    long sum = 0;
    for (long count : counts.values()) {
      sum += count;
    }
    return sum;
  }

  /** Returns the number of those that failed, timed out or crashed. */
  long failed() {
    return with(TaskStatus.FAILED) + with(TaskStatus.TIMED_OUT) + with(TaskStatus.CRASHED);
  }

  /** Returns the numbers; every status is a key. */
  Map<TaskStatus, Long> counts() {
    return Map.copyOf(counts);
  }
}
