package dev.reeve.supervisor.engine.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All tasks that wait for a worker: first those that running tasks have submitted, because those
 * may wait for them, then the others, with and without resources, in the order of their turns.
 */
final class WaitingTasks {
  private final PriorityLanes submitted = new PriorityLanes();
  private final PriorityLanes nested = new PriorityLanes();
  private final SuspectGroups suspects = new SuspectGroups();
  private final Map<String, Integer> resources;

  /** Null as long as no task has used resources. */
  private @Nullable ResourceQueue using;

  private long lastTurn;
  private long firstTurn;

  /**
   * @param resources amounts from 1, by name
   */
  WaitingTasks(Map<String, Integer> resources) {
    this.resources = resources;
  }

  /** Returns why a task can never run, for people; null if it can. */
  @Nullable String problem(TrackedTask task) {
    return task.usesResources() ? using().problem(task) : null;
  }

  private ResourceQueue using() {
    ResourceQueue made = using == null ? new ResourceQueue(resources) : using;
    using = made;
    return made;
  }

  private PriorityLanes queueOf(TrackedTask task) {
    if (task.depth() > 0) {
      return nested;
    }
    return task.usesResources() ? using().queueOf(task) : submitted;
  }

  void addLast(TrackedTask task) {
    task.setTurn(++lastTurn);
    queueOf(task).addLast(task);
  }

  /** Adds a task that was taken out before, with all that it used. */
  void addFirst(TrackedTask task) {
    task.setTurn(--firstTurn);
    queueOf(task).addFirst(task);
  }

  /**
   * Adds tasks of a batch whose worker died, to be run in halves. Those that running tasks have
   * submitted run alone, because any worker may have to take one of them.
   */
  void addHalves(List<TrackedTask> tasks) {
    List<TrackedTask> own = new ArrayList<>(tasks.size());
    for (TrackedTask task : tasks) {
      if (task.depth() > 0) {
        task.runAlone();
        addFirst(task);
      } else {
        own.add(task);
      }
    }
    suspects.addHalves(own);
  }

  /** Takes out tasks that run again on their own; null if there are none. */
  @Nullable List<TrackedTask> pollSuspects() {
    return suspects.pollGroup();
  }

  /**
   * Takes out tasks that can be in one batch with a task, which was taken out before.
   *
   * @param most tasks
   * @param bytes most bytes of their payloads
   * @return whether a task was left because of the bytes
   */
  boolean pollAlike(TrackedTask first, int most, long bytes, List<TrackedTask> found) {
    return !first.runsAlone()
        && !first.usesResources()
        && queueOf(first).pollAlike(first.task().handler(), most, bytes, found);
  }

  /** As {@link PriorityLanes#removeSettled}. */
  void removeSettled(TrackedTask task) {
    if (!suspects.remove(task)) {
      queueOf(task).removeSettled();
    }
  }

  /** Gives back what a task uses, because no worker has it any more. */
  void releaseResources(TrackedTask task) {
    if (using != null) {
      using.release(task);
    }
  }

  /** Takes out the next task that can go; null if there is none. */
  @Nullable TrackedTask poll() {
    TrackedTask first = nested.poll();
    first = first == null ? suspects.poll() : first;
    if (first != null) {
      return first;
    }
    return using != null && isTurnOf(using) ? using.poll() : submitted.poll();
  }

  /** Returns the task that {@link #poll()} would take. */
  @Nullable TrackedTask peek() {
    TrackedTask first = nested.peek();
    first = first == null ? suspects.peek() : first;
    if (first != null) {
      return first;
    }
    return using != null && isTurnOf(using) ? using.peek() : submitted.peek();
  }

  private boolean isTurnOf(ResourceQueue queue) {
    TrackedTask candidate = queue.peek();
    if (candidate == null) {
      return false;
    }
    TrackedTask other = submitted.peek();
    return other == null || candidate.compareTurns(other) < 0;
  }

  /** As {@link #poll()}, for tasks that running tasks have submitted. */
  @Nullable TrackedTask pollNested() {
    return nested.poll();
  }

  /** As {@link #poll()}, for the task with that number unless a running task has submitted it. */
  @Nullable TrackedTask poll(long seq) {
    TrackedTask task = submitted.poll(seq);
    return task == null && using != null ? using.poll(seq) : task;
  }

  /** Takes out any task, whether or not it can go; null if there is none. */
  @Nullable TrackedTask pollAny() {
    TrackedTask task = nested.poll();
    task = task == null ? suspects.poll() : task;
    task = task == null ? submitted.poll() : task;
    return task == null && using != null ? using.pollAny() : task;
  }

  /** Adds the tasks with that id to {@code found}. Searches all tasks. */
  void addAll(String taskId, List<TrackedTask> found) {
    submitted.addAll(taskId, found);
    nested.addAll(taskId, found);
    if (using != null) {
      using.addAll(taskId, found);
    }
    suspects.addAll(taskId, found);
  }

  /** Returns the number of tasks that could be given to workers now. */
  int ready() {
    return submitted.size() + nested.size() + suspects.size() + (using == null ? 0 : using.ready());
  }

  int nested() {
    return nested.size();
  }

  /** Returns the number of tasks that have to wait even if a worker is idle: others use theirs. */
  int waitingForResources() {
    return using == null ? 0 : using.size() - using.ready();
  }
}
