package dev.reeve.supervisor.engine.task;

import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Tasks that wait out the back-off before their next attempt. */
final class RetryQueue {

  /** Ordered by the time at which the task is due. */
  private record Waiting(TrackedTask task, long dueNanos, long origin)
      implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      return Long.compare(dueNanos - origin, other.dueNanos - origin);
    }
  }

  private final long origin;
  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();

  /**
   * @param origin any recent monotonic time; due times are compared as distances from it
   */
  RetryQueue(long origin) {
    this.origin = origin;
  }

  void add(TrackedTask task, long dueNanos) {
    waiting.add(new Waiting(task, dueNanos, origin));
  }

  /** Takes out a task that is due; null if there is none. */
  @Nullable TrackedTask pollDue(long now) {
    Waiting first = waiting.peek();
    if (first == null || first.dueNanos - now > 0) {
      return null;
    }
    waiting.remove();
    return first.task;
  }

  /** Takes out that task; returns whether it was here. */
  boolean remove(TrackedTask task) {
    return waiting.removeIf(candidate -> candidate.task == task);
  }

  /** Adds the tasks with that id to {@code found}. */
  void addAll(String taskId, List<TrackedTask> found) {
    for (Waiting candidate : waiting) {
      if (candidate.task.task().id().equals(taskId)) {
        found.add(candidate.task);
      }
    }
  }

  int size() {
    return waiting.size();
  }

  /** Takes out any task, due or not; null if there is none. */
  @Nullable TrackedTask pollAny() {
    Waiting first = waiting.poll();
    return first == null ? null : first.task;
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until the next task is due. */
  long limit(long wait, long now) {
    Waiting first = waiting.peek();
    return first == null ? wait : Math.min(wait, Math.max(0, first.dueNanos - now));
  }
}
