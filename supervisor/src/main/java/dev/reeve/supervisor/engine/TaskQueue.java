package dev.reeve.supervisor.engine;

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
  private final TreeMap<Integer, ArrayDeque<TaskEntry>> byPriority =
      new TreeMap<>(Collections.reverseOrder());
  private int size;

  void addLast(TaskEntry entry) {
    lane(entry).addLast(entry);
    size++;
  }

  void addFirst(TaskEntry entry) {
    lane(entry).addFirst(entry);
    size++;
  }

  @Nullable TaskEntry poll() {
    Map.Entry<Integer, ArrayDeque<TaskEntry>> first = byPriority.firstEntry();
    if (first == null) {
      return null;
    }
    TaskEntry entry = first.getValue().pollFirst();
    // the lane of the default priority is kept, so that a queue that runs empty does not allocate
    if (first.getValue().isEmpty() && first.getKey() != 0) {
      byPriority.remove(first.getKey());
    }
    if (entry == null) {
      return pollBelow(first.getKey());
    }
    size--;
    return entry;
  }

  private @Nullable TaskEntry pollBelow(int emptyPriority) {
    Map.Entry<Integer, ArrayDeque<TaskEntry>> next = byPriority.higherEntry(emptyPriority);
    if (next == null) {
      return null;
    }
    TaskEntry entry = next.getValue().pollFirst();
    if (next.getValue().isEmpty()) {
      byPriority.remove(next.getKey());
    }
    size--;
    return entry;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  private ArrayDeque<TaskEntry> lane(TaskEntry entry) {
    return byPriority.computeIfAbsent(entry.task.priority(), priority -> new ArrayDeque<>());
  }
}
