package dev.reeve.supervisor.run;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.HandedOn;
import dev.reeve.supervisor.job.MissingValueException;
import dev.reeve.supervisor.job.Need;
import dev.reeve.supervisor.job.TaskParts;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.RecordedResults;
import dev.reeve.text.Quote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a source that wait for others, and what has become of those that they need. Parts
 * are begun as soon as nothing is missing, or strictly in the order of {@link TaskParts#inOrder}.
 * Thread-safe: one thread takes parts, any thread tells which tasks have ended.
 */
final class NeedsState {
  /** Returned if there is no part. */
  static final int NONE = -1;

  private final TaskParts parts;
  private final boolean strict;
  private final List<Map<Long, NeededTasks>> needed = new ArrayList<>();
  private final int[] missing;
  private final Deque<Integer> sequence = new ArrayDeque<>();
  private final Deque<Integer> released = new ArrayDeque<>();
  private int waiting;
  private boolean closed;

  /**
   * @param strict whether parts are begun in order, even if a later one could begin before
   */
  NeedsState(TaskParts parts, boolean strict) {
    this.parts = parts;
    this.strict = strict;
    missing = new int[parts.count()];
    for (int part = 0; part < missing.length; part++) {
      needed.add(new HashMap<>(0));
    }
    for (int part = 0; part < missing.length; part++) {
      register(part);
    }
    for (int part : strict ? parts.inOrder() : documentOrder()) {
      if (strict || missing[part] == 0) {
        sequence.add(part);
      } else {
        waiting++;
      }
    }
  }

  private List<Integer> documentOrder() {
    List<Integer> all = new ArrayList<>();
    for (int part = 0; part < missing.length; part++) {
      all.add(part);
    }
    return all;
  }

  private void register(int part) {
    for (Need need : parts.needs(part)) {
      NeededTasks tasks =
          needed
              .get(need.part())
              .computeIfAbsent(
                  need.ordinal(),
                  ordinal -> new NeededTasks(ordinal == 0 ? parts.tasks(need.part()) : 1));
      tasks.addDependant(part, need.values());
      missing[part] += tasks.isOver() ? 0 : 1;
    }
  }

  /** Returns a part that has waited and need not wait any more; {@link #NONE} if there is none. */
  synchronized int nextReleased() {
    Integer part = released.poll();
    return part == null ? NONE : part;
  }

  /** Waits for a part that can begin; returns {@link #NONE} after the last one. */
  synchronized int next() throws InterruptedException {
    while (!closed) {
      if (!released.isEmpty()) {
        return released.remove();
      }
      if (!sequence.isEmpty() && missing[sequence.element()] == 0) {
        return sequence.remove();
      }
      if (sequence.isEmpty() && waiting == 0) {
        return NONE;
      }
      wait();
    }
    return NONE;
  }

  /** Notes that a task has ended in this run. */
  synchronized void ended(int part, long ordinal, TaskResult result) {
    for (NeededTasks tasks : neededWith(part, ordinal)) {
      tasks.ended(result.id(), result.status(), result.result());
      releaseIfOver(tasks);
    }
  }

  /** Notes that an earlier run has done a task. */
  synchronized void done(int part, long ordinal, NeededTasks.EarlierTask task) {
    for (NeededTasks tasks : neededWith(part, ordinal)) {
      tasks.done(task);
      releaseIfOver(tasks);
    }
  }

  private List<NeededTasks> neededWith(int part, long ordinal) {
    Map<Long, NeededTasks> ofPart = needed.get(part);
    if (ofPart.isEmpty()) {
      return List.of();
    }
    List<NeededTasks> found = new ArrayList<>(2);
    for (long number : new long[] {0, ordinal}) {
      NeededTasks tasks = ofPart.get(number);
      if (tasks != null) {
        found.add(tasks);
      }
    }
    return found;
  }

  private void releaseIfOver(NeededTasks tasks) {
    if (!tasks.isOver()) {
      return;
    }
    for (int part : tasks.dependants()) {
      missing[part]--;
      if (missing[part] == 0 && !strict) {
        waiting--;
        released.add(part);
      }
    }
    notifyAll();
  }

  /** Returns the reason why the tasks of a part cannot run; null if they can. */
  synchronized @Nullable String problem(int part) {
    for (Need need : parts.needs(part)) {
      String problem = need.whenEnded() ? null : tasks(need).problem(need.name());
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  /** Returns true if a task that the part needs has run in this run, not in an earlier one. */
  synchronized boolean needsRan(int part) {
    for (Need need : parts.needs(part)) {
      if (tasks(need).ran()) {
        return true;
      }
    }
    return false;
  }

  /** Returns the tasks that earlier runs have done and that hand something on to a part. */
  synchronized List<NeededTasks.EarlierTask> valuesMissing(int part) {
    List<NeededTasks.EarlierTask> earlier = new ArrayList<>();
    for (Need need : parts.needs(part)) {
      NeededTasks.EarlierTask task = tasks(need).valuesMissingOf();
      if (task != null && !need.values().isEmpty()) {
        earlier.add(task);
      }
    }
    return earlier;
  }

  /** Adds the results of tasks that earlier runs have done. */
  synchronized void restore(int part, RecordedResults results) {
    for (Need need : parts.needs(part)) {
      NeededTasks tasks = tasks(need);
      NeededTasks.EarlierTask task = tasks.valuesMissingOf();
      if (task != null && !need.values().isEmpty()) {
        tasks.restore(task, results.of(task.id(), task.taskHash()));
      }
    }
  }

  /** Returns what the needed tasks hand on to a part. */
  HandedOn handedOn(int part) {
    return (name, value) -> value(part, name, value);
  }

  private synchronized Json value(int part, String name, String value) {
    for (Need need : parts.needs(part)) {
      Json found = need.name().equals(name) ? tasks(need).value(value) : null;
      if (found != null) {
        return found;
      }
    }
    throw new MissingValueException(
        "there is no {needs." + name + "." + value + "}: " + Quote.of(name) + why(value));
  }

  private static String why(String value) {
    return value.equals("stdout")
        ? " has ended without an output, or with one that was too long to be kept whole"
        : " has ended without " + value;
  }

  private NeededTasks tasks(Need need) {
    NeededTasks tasks = needed.get(need.part()).get(need.ordinal());
    if (tasks == null) {
      throw new IllegalStateException("not registered: " + need);
    }
    return tasks;
  }

  /** Ends {@link #next}. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
