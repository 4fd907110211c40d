package dev.reeve.supervisor.serve.page;

import dev.reeve.supervisor.model.TaskStatus;
import java.util.EnumMap;
import java.util.Map;

/** Numbers of tasks by the way in which they ended. Not thread-safe. */
final class StatusCounts {
  private final Map<TaskStatus, Long> counts = new EnumMap<>(TaskStatus.class);

  /** Returns the number that stands for a status in the data of the page, from 0. */
  static long number(TaskStatus status) {
    return switch (status) {
      case SUCCEEDED -> 0;
      case FAILED -> 1;
      case TIMED_OUT -> 2;
      case CRASHED -> 3;
      case CANCELLED -> 4;
      case SKIPPED -> 5;
    };
  }

  void add(TaskStatus status) {
    counts.merge(status, 1L, Long::sum);
  }

  long get(TaskStatus status) {
    return counts.getOrDefault(status, 0L);
  }

  long sum() {
    long sum = 0;
    for (long count : counts.values()) {
      sum += count;
    }
    return sum;
  }
}
