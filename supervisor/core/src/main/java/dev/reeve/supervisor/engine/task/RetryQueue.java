package dev.reeve.supervisor.engine.task;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Tasks that wait out the back-off before their next attempt. */
final class RetryQueue {

  /** Ordered by the time at which it is due. */
  private record Waiting(TrackedTask entry, long dueNanos, long origin)
      implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      return Long.compare(dueNanos - origin, other.dueNanos - origin);
    }
  }

  private final long origin;
  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();

  /** {@code origin}: any recent monotonic time, from which due times are compared. */
  RetryQueue(long origin) {
    this.origin = origin;
  }

  void add(TrackedTask entry, long dueNanos) {
    waiting.add(new Waiting(entry, dueNanos, origin));
  }

  /** A task whose time has come; null if there is none. */
  @Nullable TrackedTask pollDue(long now) {
    Waiting first = waiting.peek();
    if (first == null || first.dueNanos - now > 0) {
      return null;
    }
    waiting.remove();
    return first.entry;
  }

  /** Whether the task was here, which it is no more. */
  boolean remove(TrackedTask entry) {
    return waiting.removeIf(candidate -> candidate.entry == entry);
  }

  /** Any task, due or not; null if there is none. */
  @Nullable TrackedTask pollAny() {
    Waiting first = waiting.poll();
    return first == null ? null : first.entry;
  }

  /** The smaller of {@code wait} and the nanoseconds until the next task is due. */
  long limit(long wait, long now) {
    Waiting first = waiting.peek();
    return first == null ? wait : Math.min(wait, Math.max(0, first.dueNanos - now));
  }

  int size() {
    return waiting.size();
  }
}
