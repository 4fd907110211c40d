package dev.reeve.supervisor.job;

import java.util.BitSet;

/** The selected tasks of one element of a document, by their numbers in it. */
final class PartSelection {
  private final long tasks;
  private final BitSet selected = new BitSet();
  private boolean all;

  /**
   * @param tasks number of the element's tasks
   */
  PartSelection(long tasks) {
    this.tasks = tasks;
  }

  /** Returns whether single tasks can be selected: not among more than two thousand million. */
  boolean takesSingle() {
    return tasks < Integer.MAX_VALUE;
  }

  void addAll() {
    all = true;
  }

  /** Adds the task with that number, from 1. */
  void add(long ordinal) {
    if (!all) {
      selected.set((int) ordinal);
    }
  }

  /** Adds the tasks that are selected in another choice among the same tasks. */
  void add(PartSelection other) {
    all |= other.all;
    selected.or(other.selected);
  }

  /** Leaves out the tasks that are selected in another choice among the same tasks. */
  void remove(PartSelection other) {
    if (other.all) {
      all = false;
      selected.clear();
      return;
    }
    if (all && !other.selected.isEmpty()) {
      all = false;
      selected.set(1, (int) tasks + 1);
    }
    selected.andNot(other.selected);
  }

  boolean contains(long ordinal) {
    return all || (ordinal < Integer.MAX_VALUE && selected.get((int) ordinal));
  }

  /** Returns the number of selected tasks. */
  long count() {
    return all ? tasks : selected.cardinality();
  }
}
