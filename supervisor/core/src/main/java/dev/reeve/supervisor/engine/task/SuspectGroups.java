package dev.reeve.supervisor.engine.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of batches whose worker died, in groups that run again on their own. A group waits behind
 * those that are there, so that a half without the deadly task is soon completed and makes up for
 * the deaths of workers that the search for this task costs.
 */
final class SuspectGroups {
  private final ArrayDeque<List<TrackedTask>> groups = new ArrayDeque<>();
  private int size;

  /** Adds tasks as two groups; a single task as one. */
  void addHalves(List<TrackedTask> tasks) {
    int half = (tasks.size() + 1) / 2;
    add(tasks.subList(0, half));
    add(tasks.subList(half, tasks.size()));
  }

  private void add(List<TrackedTask> group) {
    if (!group.isEmpty()) {
      groups.addLast(new ArrayList<>(group));
      size += group.size();
    }
  }

  /** Takes out the next group; null if there is none. */
  @Nullable List<TrackedTask> pollGroup() {
    List<TrackedTask> group = groups.pollFirst();
    size -= group == null ? 0 : group.size();
    return group;
  }

  /** Returns the first task of the next group; null if there is none. */
  @Nullable TrackedTask peek() {
    List<TrackedTask> group = groups.peekFirst();
    return group == null ? null : group.get(0);
  }

  /** Takes out the first task of the next group; null if there is none. */
  @Nullable TrackedTask poll() {
    TrackedTask task = peek();
    return task != null && remove(task) ? task : null;
  }

  /** Adds the tasks with that id to {@code found}. */
  void addAll(String taskId, List<TrackedTask> found) {
    for (List<TrackedTask> group : groups) {
      for (TrackedTask task : group) {
        if (task.task().id().equals(taskId)) {
          found.add(task);
        }
      }
    }
  }

  /** Takes out one task; returns false if it is not here. */
  boolean remove(TrackedTask task) {
    for (Iterator<List<TrackedTask>> all = groups.iterator(); all.hasNext(); ) {
      List<TrackedTask> group = all.next();
      if (group.remove(task)) {
        size--;
        if (group.isEmpty()) {
          all.remove();
        }
        return true;
      }
    }
    return false;
  }

  /** Returns the number of tasks. */
  int size() {
    return size;
  }
}
