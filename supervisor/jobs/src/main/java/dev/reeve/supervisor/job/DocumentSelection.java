package dev.reeve.supervisor.job;

import dev.reeve.text.NearestName;
import dev.reeve.text.Quote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A choice among the tasks of a document. A selected task brings along all that it needs, as a
 * target of make does, but for what is to be left out; that counts as done, as with {@code make
 * -o}.
 */
final class DocumentSelection {
  private final DocumentTasks tasks;
  private final TaskSelection selection;
  private final List<PartSelection> left = new ArrayList<>();
  private final List<PartSelection> chosen = new ArrayList<>();

  private DocumentSelection(DocumentTasks tasks, TaskSelection selection) {
    this.tasks = tasks;
    this.selection = selection;
    for (int part = 0; part < tasks.count(); part++) {
      left.add(new PartSelection(tasks.tasks(part)));
      chosen.add(new PartSelection(tasks.tasks(part)));
    }
  }

  /**
   * Returns the selected tasks of each element.
   *
   * @throws IllegalArgumentException if a name or a pattern matches nothing, if no task is left, or
   *     if one is left without a value that it takes; the message is for people
   * @throws IOException if items cannot be read; the message is for people
   */
  static List<PartSelection> of(DocumentTasks tasks, TaskSelection selection) throws IOException {
    DocumentSelection made = new DocumentSelection(tasks, selection);
    made.choose();
    return made.chosen;
  }

  private void choose() throws IOException {
    for (TaskPattern pattern : selection.skip()) {
      boolean isFound = mark(pattern, left);
      require(isFound || !pattern.isName(), "--skip", pattern);
    }
    for (TaskPattern pattern : selection.only()) {
      require(mark(pattern, chosen), "--only", pattern);
    }
    if (selection.only().isEmpty()) {
      chosen.forEach(PartSelection::addAll);
    } else {
      addNeeded();
    }
    long count = 0;
    for (int part = 0; part < chosen.size(); part++) {
      chosen.get(part).remove(left.get(part));
      count += chosen.get(part).count();
    }
    if (count == 0) {
      throw new IllegalArgumentException(selection + " leaves no task to run");
    }
    requireValues();
  }

  private void require(boolean isFound, String option, TaskPattern pattern) {
    if (isFound) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (int part = 0; part < chosen.size(); part++) {
      names.add(tasks.id(part));
    }
    String nearest = pattern.isForTags() ? null : NearestName.to(pattern.text(), names);
    throw new IllegalArgumentException(
        option
            + " "
            + Quote.of(pattern.text())
            + " matches no task"
            + (nearest == null ? "" : "; did you mean " + Quote.of(nearest) + "?"));
  }

  /** Adds the tasks that a pattern matches; returns whether there are any. */
  private boolean mark(TaskPattern pattern, List<PartSelection> target) throws IOException {
    boolean isFound = false;
    for (int part = 0; part < chosen.size(); part++) {
      isFound |= mark(pattern, part, target.get(part));
    }
    return isFound;
  }

  private boolean mark(TaskPattern pattern, int part, PartSelection target) throws IOException {
    TaskTemplate template = tasks.template(part);
    String id = tasks.id(part);
    List<String> fixedTags = template.fixedTags();
    if (TaskSelection.matches(pattern, id, null, fixedTags)) {
      target.addAll();
      return tasks.tasks(part) > 0;
    }
    ItemSource items = template.items();
    boolean hasOtherTags = fixedTags.size() < template.attributes().tags().size();
    if (items == null || (pattern.isForTags() && !hasOtherTags)) {
      return false;
    }
    if (!target.takesSingle()) {
      throw new IllegalArgumentException(
          Quote.of(id) + " makes too many tasks to select single ones of them");
    }
    return pattern.isForTags()
        ? markTags(pattern, template, items, target)
        : markIds(pattern, id, items, target);
  }

  private static boolean markIds(
      TaskPattern pattern, String id, ItemSource items, PartSelection target) {
    boolean isFound = false;
    for (long ordinal = 1; ordinal <= items.count(); ordinal++) {
      if (pattern.matchesId(id + "[" + items.label(ordinal) + "]")) {
        target.add(ordinal);
        isFound = true;
      }
    }
    return isFound;
  }

  private static boolean markTags(
      TaskPattern pattern, TaskTemplate template, ItemSource items, PartSelection target)
      throws IOException {
    boolean isFound = false;
    try (ItemIterator all = items.open()) {
      long ordinal = 1;
      for (Item item = all.next(); item != null; item = all.next()) {
        if (pattern.matchesTag(template.tagsWith(TaskValues.of(item)))) {
          target.add(ordinal);
          isFound = true;
        }
        ordinal++;
      }
    }
    return isFound;
  }

  /** Goes from the last elements in the order of needs to the first. */
  private void addNeeded() {
    List<Integer> order = new ArrayList<>(tasks.inOrder());
    Collections.reverse(order);
    for (int part : order) {
      PartSelection running = new PartSelection(tasks.tasks(part));
      running.add(chosen.get(part));
      running.remove(left.get(part));
      if (running.count() > 0) {
        tasks.needs(part).forEach(this::add);
      }
    }
  }

  private void add(Need need) {
    PartSelection target = chosen.get(need.part());
    if (need.ordinal() == 0 || !target.takesSingle()) {
      target.addAll();
    } else {
      target.add(need.ordinal());
    }
  }

  private void requireValues() {
    for (int part = 0; part < chosen.size(); part++) {
      if (chosen.get(part).count() > 0) {
        for (Need need : tasks.needs(part)) {
          requireValues(part, need);
        }
      }
    }
  }

  private void requireValues(int part, Need need) {
    if (!need.values().isEmpty() && !isRun(need, chosen)) {
      throw new IllegalArgumentException(
          Quote.of(tasks.id(part))
              + " takes {needs."
              + need.name()
              + "."
              + need.values().iterator().next()
              + "} of a task that --skip leaves out");
    }
  }

  /** Returns whether a needed task is among those that are selected. */
  static boolean isRun(Need need, List<PartSelection> chosen) {
    PartSelection target = chosen.get(need.part());
    return need.ordinal() == 0 ? target.count() > 0 : target.contains(need.ordinal());
  }
}
