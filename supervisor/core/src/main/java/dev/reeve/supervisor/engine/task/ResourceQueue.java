package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.engine.task.Resources.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that wait for resources, and then for a worker. Tasks that use the same wait in a lane. The
 * first ones of all lanes are asked in the order in which they came, higher priorities first. One
 * that cannot go is promised what it uses, so that later ones leave it alone: a task that uses much
 * is not starved by a stream of tasks that use little, and tasks that use other things go on.
 */
final class ResourceQueue {
  private final Resources resources;
  private final Map<Map<String, Integer>, Lane> lanes = new HashMap<>();

  /** The lane whose first task can go now; null if there is none. Valid unless {@link #stale}. */
  private @Nullable Lane next;

  /** Number of tasks that could go now. Valid unless {@link #stale}. */
  private int ready;

  private boolean stale = true;

  /** The tasks that use the same. */
  private static final class Lane {
    private final List<Resource> used = new ArrayList<>();
    private final List<Integer> amounts = new ArrayList<>();
    private final PriorityLanes tasks = new PriorityLanes();

    Lane(Resources resources, Map<String, Integer> uses) {
      uses.forEach(
          (name, amount) -> {
            used.add(resources.of(name));
            amounts.add(amount);
          });
    }

    /** Returns how many of the tasks could go now. */
    int fitting() {
      int fitting = tasks.size();
      for (int i = 0; i < used.size(); i++) {
        fitting = Math.min(fitting, Math.max(0, used.get(i).free()) / amounts.get(i));
      }
      return fitting;
    }

    void promise(int number) {
      for (int i = 0; i < used.size(); i++) {
        used.get(i).promise(number * amounts.get(i));
      }
    }

    /** Takes what a task uses, or gives it back. */
    void use(int sign) {
      for (int i = 0; i < used.size(); i++) {
        used.get(i).use(sign * amounts.get(i));
      }
    }
  }

  /**
   * @param amounts of all resources, from 1, by name
   */
  ResourceQueue(Map<String, Integer> amounts) {
    resources = new Resources(amounts);
  }

  /** Returns why a task can never go, for people; null if it can. */
  @Nullable String problem(TrackedTask task) {
    return resources.problem(task.uses());
  }

  /** Returns the tasks that use the same as that one, which may wait among them. */
  PriorityLanes queueOf(TrackedTask task) {
    stale = true;
    return lane(task).tasks;
  }

  private Lane lane(TrackedTask task) {
    return lanes.computeIfAbsent(task.uses(), uses -> new Lane(resources, uses));
  }

  /** Returns the number of all tasks that wait here. */
  int size() {
    int size = 0;
    for (Lane lane : lanes.values()) {
      size += lane.tasks.size();
    }
    return size;
  }

  /** Returns the number of tasks that could go now. */
  int ready() {
    decide();
    return ready;
  }

  /** Returns the task that {@link #poll()} would take; null if none can go. */
  @Nullable TrackedTask peek() {
    decide();
    return next == null ? null : next.tasks.peek();
  }

  /** Takes the next task that can go, with what it uses; null if none can. */
  @Nullable TrackedTask poll() {
    decide();
    Lane lane = next;
    return lane == null ? null : hold(lane, lane.tasks.poll());
  }

  /** As {@link #poll()}, for the task with that number; promises to others do not count. */
  @Nullable TrackedTask poll(long seq) {
    resources.forgetPromises();
    stale = true;
    for (Lane lane : lanes.values()) {
      TrackedTask task = lane.fitting() > 0 ? lane.tasks.poll(seq) : null;
      if (task != null) {
        return hold(lane, task);
      }
    }
    return null;
  }

  private @Nullable TrackedTask hold(Lane lane, @Nullable TrackedTask task) {
    if (task != null) {
      lane.use(1);
      task.holdResources(true);
      stale = true;
    }
    return task;
  }

  /** Adds the tasks with that id to {@code found}. */
  void addAll(String taskId, List<TrackedTask> found) {
    for (Lane lane : lanes.values()) {
      lane.tasks.addAll(taskId, found);
    }
  }

  /** Takes any task out without what it uses; null if there is none. */
  @Nullable TrackedTask pollAny() {
    stale = true;
    for (Lane lane : lanes.values()) {
      TrackedTask task = lane.tasks.poll();
      if (task != null) {
        return task;
      }
    }
    return null;
  }

  /** Gives back what a task uses, if it holds it. */
  void release(TrackedTask task) {
    if (task.holdsResources()) {
      task.holdResources(false);
      lane(task).use(-1);
      stale = true;
    }
  }

  private void decide() {
    if (!stale) {
      return;
    }
    stale = false;
    next = null;
    ready = 0;
    resources.forgetPromises();
    for (Lane lane : inOrder()) {
      int fitting = lane.fitting();
      if (fitting > 0 && next == null) {
        next = lane;
      }
      ready += fitting;
      lane.promise(Math.min(lane.tasks.size(), fitting + 1));
    }
  }

  /** Returns the lanes with tasks, by their first ones. */
  private List<Lane> inOrder() {
    Map<Lane, TrackedTask> firsts = new HashMap<>();
    for (Lane lane : lanes.values()) {
      TrackedTask first = lane.tasks.peek();
      if (first != null) {
        firsts.put(lane, first);
      }
    }
    List<Lane> sorted = new ArrayList<>(firsts.keySet());
    if (sorted.size() > 1) {
      sorted.sort(Comparator.comparing(firsts::get, TrackedTask::compareTurns));
    }
    return sorted;
  }
}
