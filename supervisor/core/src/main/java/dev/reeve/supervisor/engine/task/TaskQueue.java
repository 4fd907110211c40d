package dev.reeve.supervisor.engine.task;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that wait for a worker: by priority, then first in, first out; what was taken back goes to
 * the head.
 */
final class TaskQueue {
  private static final int MOST_REMOVED = 1_000;

  private final TreeMap<Integer, ArrayDeque<TrackedTask>> byPriority =
      new TreeMap<>(Collections.reverseOrder());
  private int size;

  /** Entries in the lanes that have been removed: they are passed over when their turn comes. */
  private int removed;

  /**
   * Takes out an entry that waits here and is settled, wherever it stands.
   *
   * <p>It leaves its lane later: to look for it would take as long as the queue is.
   */
  void remove() {
    size--;
    removed++;
    if (removed > size + MOST_REMOVED) {
      byPriority.values().forEach(lane -> lane.removeIf(entry -> entry.settled));
      byPriority.values().removeIf(ArrayDeque::isEmpty);
      removed = 0;
    }
  }

  void addLast(TrackedTask entry) {
    lane(entry).addLast(entry);
    size++;
  }

  void addFirst(TrackedTask entry) {
    lane(entry).addFirst(entry);
    size++;
  }

  @Nullable TrackedTask poll() {
    TrackedTask entry = pollAny();
    while (entry != null && entry.settled) {
      removed--;
      entry = pollAny();
    }
    size -= entry == null ? 0 : 1;
    return entry;
  }

  /** What {@link #poll} would give, without taking it. */
  @Nullable TrackedTask peek() {
    for (ArrayDeque<TrackedTask> lane : byPriority.values()) {
      for (TrackedTask entry : lane) {
        if (!entry.settled) {
          return entry;
        }
      }
    }
    return null;
  }

  private @Nullable TrackedTask pollAny() {
    Map.Entry<Integer, ArrayDeque<TrackedTask>> first = byPriority.firstEntry();
    if (first == null) {
      return null;
    }
    TrackedTask entry = pollLane(first);
    if (entry != null) {
      return entry;
    }
    Map.Entry<Integer, ArrayDeque<TrackedTask>> next = byPriority.higherEntry(first.getKey());
    return next == null ? null : pollLane(next);
  }

  /**
   * The lane of the default priority is kept, so that a queue that runs empty need not allocate.
   */
  private @Nullable TrackedTask pollLane(Map.Entry<Integer, ArrayDeque<TrackedTask>> lane) {
    TrackedTask entry = lane.getValue().pollFirst();
    if (lane.getValue().isEmpty() && lane.getKey() != 0) {
      byPriority.remove(lane.getKey());
    }
    return entry;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  private ArrayDeque<TrackedTask> lane(TrackedTask entry) {
    return byPriority.computeIfAbsent(entry.task.priority(), priority -> new ArrayDeque<>());
  }
}
