package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.Insights;
import dev.reeve.supervisor.model.SlowTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that took longest, at most {@link Insights#MOST_SLOWEST}. A task that is faster than
 * all of them, as nearly every one is, costs one comparison.
 */
final class SlowestTasks {
  private final @Nullable SlowTask[] slowest = new SlowTask[Insights.MOST_SLOWEST];
  private int count;

  /** The duration that a task must exceed to be kept, in nanoseconds. */
  private long threshold = -1;

  /** Notes the end of a task's last attempt. */
  void add(TrackedTask task, AttemptEnd end) {
    if (end.nanos() > threshold) {
      insert(
          new SlowTask(
              task.task().id(),
              task.task().handler(),
              end.outcome().status(),
              Duration.ofNanos(end.nanos()),
              end.worker()));
    }
  }

  private void insert(SlowTask task) {
    int place = count < slowest.length ? count++ : count - 1;
    while (place > 0 && isSlower(task, slowest[place - 1])) {
      slowest[place] = slowest[place - 1];
      place--;
    }
    slowest[place] = task;
    SlowTask last = slowest[count - 1];
    threshold = count < slowest.length || last == null ? -1 : last.duration().toNanos();
  }

  private static boolean isSlower(SlowTask task, @Nullable SlowTask other) {
    return other == null || task.duration().compareTo(other.duration()) > 0;
  }

  /** Returns the tasks, the slowest first. */
  List<SlowTask> all() {
    List<SlowTask> all = new ArrayList<>(count);
    for (SlowTask each : slowest) {
      if (each != null) {
        all.add(each);
      }
    }
    return all;
  }
}
