package dev.reeve.supervisor.serve.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The ended tasks that can still be looked at, in the order of their ends. Not thread-safe. */
final class EndedTasks {
  private final QueueBounds bounds;
  private final DiskUse disk;
  private final Deque<QueuedTask> oldestFirst = new ArrayDeque<>();
  private long bytes;

  EndedTasks(QueueBounds bounds, DiskUse disk) {
    this.bounds = bounds;
    this.disk = disk;
  }

  void add(QueuedTask task) {
    oldestFirst.add(task);
    bytes += task.keptBytes();
  }

  /**
   * Removes and returns the oldest task if there are too many, or it is too old, or the disk has
   * little room; else returns null.
   *
   * @param now milliseconds since 1970
   */
  @Nullable QueuedTask pollSurplus(long now) {
    QueuedTask oldest = oldestFirst.peek();
    if (oldest == null || !(isTooMany() || isTooOld(oldest, now))) {
      return null;
    }
    bytes -= oldest.keptBytes();
    return oldestFirst.remove();
  }

  private boolean isTooMany() {
    return oldestFirst.size() > bounds.keptTasks() || bytes > bounds.keptBytes() || disk.isScarce();
  }

  private boolean isTooOld(QueuedTask task, long now) {
    return task.endedAtMillis() < now - bounds.keptFor().toMillis();
  }

  int size() {
    return oldestFirst.size();
  }

  /** Returns the bytes that they take in memory. */
  long bytes() {
    return bytes;
  }
}
