package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.TaskStatus;
import java.util.EnumMap;
import java.util.Map;

/** The numbers of tasks that have ended, by status. */
final class TaskCounts {
  private final Map<TaskStatus, Long> ended = new EnumMap<>(TaskStatus.class);

  TaskCounts() {
    for (TaskStatus status : TaskStatus.values()) {
      ended.put(status, 0L);
    }
  }

  void add(TaskStatus status) {
    ended.merge(status, 1L, Long::sum);
  }

  long of(TaskStatus status) {
    return ended.getOrDefault(status, 0L);
  }

  /** Returns the number of all. */
  long total() {
    long sum = 0;
    for (long count : ended.values()) {
      sum += count;
    }
    return sum;
  }

  /** Returns all numbers; every status is a key. */
  Map<TaskStatus, Long> all() {
    return Map.copyOf(ended);
  }
}
