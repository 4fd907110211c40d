package dev.reeve.supervisor.engine.task;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that wait for a worker. Higher priorities go first; within a priority it is first in, first
 * out, apart from tasks that are put back at the head.
 */
final class PriorityLanes {
  /** Settled tasks that may stay in the lanes, beyond the number of waiting ones. */
  private static final int MOST_SETTLED = 1_000;

  /** Most tasks among which a batch is looked for. */
  private static final int MOST_LOOKS = 1_000;

  private final TreeMap<Integer, ArrayDeque<TrackedTask>> byPriority =
      new TreeMap<>(Collections.reverseOrder());

  /** The lane of the default priority, which is always there: most runs have no other. */
  private final ArrayDeque<TrackedTask> usual = new ArrayDeque<>();

  private int size;

  /** Tasks in the lanes that have been settled. They are passed over when their turn comes. */
  private int settled;

  PriorityLanes() {
    byPriority.put(0, usual);
  }

  void addLast(TrackedTask task) {
    lane(task).addLast(task);
    size++;
  }

  void addFirst(TrackedTask task) {
    lane(task).addFirst(task);
    size++;
  }

  /**
   * Removes one task, which waits here and has just been settled. It stays in its lane for a while,
   * because to search a long lane for each cancelled task would take too long.
   */
  void removeSettled() {
    size--;
    settled++;
    if (settled > size + MOST_SETTLED) {
      byPriority.values().forEach(lane -> lane.removeIf(TrackedTask::isSettled));
      byPriority.values().removeIf(lane -> lane.isEmpty() && lane != usual);
      settled = 0;
    }
  }

  /** Takes out the next task; null if none waits. */
  @Nullable TrackedTask poll() {
    TrackedTask task = pollAny();
    while (task != null && task.isSettled()) {
      settled--;
      task = pollAny();
    }
    size -= task == null ? 0 : 1;
    return task;
  }

  /** Takes out the task with that number; null if it does not wait here. Searches all tasks. */
  @Nullable TrackedTask poll(long seq) {
    for (ArrayDeque<TrackedTask> lane : byPriority.values()) {
      for (Iterator<TrackedTask> tasks = lane.iterator(); tasks.hasNext(); ) {
        TrackedTask task = tasks.next();
        if (task.task().seq() == seq && !task.isSettled()) {
          tasks.remove();
          size--;
          return task;
        }
      }
    }
    return null;
  }

  /** Adds the tasks with that id that wait here to {@code found}. Searches all tasks. */
  void addAll(String taskId, List<TrackedTask> found) {
    for (ArrayDeque<TrackedTask> lane : byPriority.values()) {
      for (TrackedTask task : lane) {
        if (!task.isSettled() && task.task().id().equals(taskId)) {
          found.add(task);
        }
      }
    }
  }

  /**
   * Takes out tasks that can be in one batch, and looks at a bounded number of tasks for them.
   *
   * @param most tasks
   * @param bytes most bytes of their payloads
   * @return whether a task was left because of the bytes
   */
  boolean pollAlike(String handler, int most, long bytes, List<TrackedTask> found) {
    int looks = MOST_LOOKS;
    long room = bytes;
    for (ArrayDeque<TrackedTask> lane : byPriority.values()) {
      for (Iterator<TrackedTask> tasks = lane.iterator(); tasks.hasNext() && --looks > 0; ) {
        if (found.size() == most) {
          return false;
        }
        TrackedTask task = tasks.next();
        if (task.task().handler().equals(handler) && !task.isSettled() && !task.runsAlone()) {
          room -= task.task().payload().length();
          if (room < 0) {
            return true;
          }
          tasks.remove();
          size--;
          found.add(task);
        }
      }
    }
    return false;
  }

  /** Returns the task that {@link #poll()} would take out. */
  @Nullable TrackedTask peek() {
    for (ArrayDeque<TrackedTask> lane : byPriority.values()) {
      for (TrackedTask task : lane) {
        if (!task.isSettled()) {
          return task;
        }
      }
    }
    return null;
  }

  private @Nullable TrackedTask pollAny() {
    if (byPriority.size() == 1) {
      return usual.pollFirst();
    }
    Map.Entry<Integer, ArrayDeque<TrackedTask>> first = byPriority.firstEntry();
    TrackedTask task = pollLane(first);
    if (task != null) {
      return task;
    }
    Map.Entry<Integer, ArrayDeque<TrackedTask>> next = byPriority.higherEntry(first.getKey());
    return next == null ? null : pollLane(next);
  }

  /** Takes out the first task of a lane, and the lane if that empties it, but the usual one. */
  private @Nullable TrackedTask pollLane(Map.Entry<Integer, ArrayDeque<TrackedTask>> lane) {
    TrackedTask task = lane.getValue().pollFirst();
    if (lane.getValue().isEmpty() && lane.getValue() != usual) {
      byPriority.remove(lane.getKey());
    }
    return task;
  }

  int size() {
    return size;
  }

  private ArrayDeque<TrackedTask> lane(TrackedTask task) {
    int priority = task.task().priority();
    return priority == 0
        ? usual
        : byPriority.computeIfAbsent(priority, unused -> new ArrayDeque<>());
  }
}
