package dev.reeve.supervisor.engine.task;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All tasks that wait for a worker: first those that running tasks have submitted, because those
 * may wait for them, then the others, with and without resources, in the order of their turns.
 */
final class WaitingTasks {
  private final TaskQueue submitted = new TaskQueue();
  private final TaskQueue nested = new TaskQueue();
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

  private TaskQueue queueOf(TrackedTask task) {
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

  /** As {@link TaskQueue#removeSettled}. */
  void removeSettled(TrackedTask task) {
    queueOf(task).removeSettled();
  }

  /** Gives back what a task uses, because no worker has it any more. */
  void release(TrackedTask task) {
    if (using != null) {
      using.release(task);
    }
  }

  /** Takes out the next task that can go; null if there is none. */
  @Nullable TrackedTask poll() {
    TrackedTask first = nested.poll();
    if (first != null) {
      return first;
    }
    return using != null && isTurnOf(using) ? using.poll() : submitted.poll();
  }

  /** Returns the task that {@link #poll()} would take. */
  @Nullable TrackedTask peek() {
    TrackedTask first = nested.peek();
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
  }

  /** Returns the number of tasks that could be given to workers now. */
  int ready() {
    return submitted.size() + nested.size() + (using == null ? 0 : using.ready());
  }

  int nested() {
    return nested.size();
  }

  /** Returns the number of tasks that have to wait even if a worker is idle. */
  int heldBack() {
    return using == null ? 0 : using.size() - using.ready();
  }
}
