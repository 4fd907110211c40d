package dev.reeve.supervisor.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of a document and the needs between them. */
final class DocumentTasks implements TaskParts {
  private final List<@Nullable TaskTemplate> templates;
  private final PolicyCache policies;
  private final @Nullable NeedsGraph needs;

  /** The selected tasks of each element; null for all. */
  private @Nullable List<PartSelection> selected;

  /** The number of tasks before each element, and of all. */
  private final long[] before;

  /**
   * @param needs null if there are none
   */
  DocumentTasks(
      Collection<TaskTemplate> templates, PolicyCache policies, @Nullable NeedsGraph needs) {
    this.templates = new ArrayList<>(templates);
    this.policies = policies;
    this.needs = needs;
    before = new long[templates.size() + 1];
    int part = 0;
    for (TaskTemplate template : templates) {
      long sum = before[part] + (template.items() == null ? 1 : template.items().count());
      before[++part] = sum < 0 ? Long.MAX_VALUE : sum;
    }
  }

  /**
   * Leaves only the selected tasks, which keep their numbers and ids; to be called before any is
   * opened.
   *
   * @throws IllegalArgumentException as {@link DocumentSelection#of}
   */
  void select(TaskSelection selection) throws IOException {
    selected = DocumentSelection.of(this, selection);
  }

  boolean hasNeeds() {
    return needs != null;
  }

  /** Returns the number of all tasks. */
  long total() {
    if (selected == null) {
      return before[count()];
    }
    long sum = 0;
    for (PartSelection part : selected) {
      sum += part.count();
    }
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  @Override
  public int count() {
    return templates.size();
  }

  @Override
  public long tasks(int part) {
    return selected == null ? before[part + 1] - before[part] : selected.get(part).count();
  }

  @Override
  public List<Need> needs(int part) {
    List<Need> all = needs == null ? List.of() : needs.needs(part);
    List<PartSelection> run = selected;
    if (run == null || all.isEmpty()) {
      return all;
    }
    return all.stream().filter(need -> DocumentSelection.isRun(need, run)).toList();
  }

  @Override
  public List<Integer> inOrder() {
    return needs == null ? List.of() : needs.order();
  }

  /** Drops the template, so that a document takes less memory as it is used up. */
  @Override
  public DocumentPart open(int part) throws IOException {
    TaskTemplate template = template(part);
    String id = id(part);
    templates.set(part, null);
    return new DocumentPart(
        template,
        id,
        policies.of(template.limits()),
        before[part],
        selected == null ? null : selected.get(part));
  }

  /** Returns an element that was not opened. */
  TaskTemplate template(int part) {
    TaskTemplate template = templates.get(part);
    if (template == null) {
      throw new IllegalStateException("part " + part + " was opened before");
    }
    return template;
  }

  /** Returns the id of an element's task, or the beginning of the ids of its tasks. */
  String id(int part) {
    TaskTemplate template = template(part);
    if (template.id() != null) {
      return template.id();
    }
    return template.items() == null
        ? Long.toString(before[part] + 1)
        : DocumentIds.defaultTemplateId(part);
  }

  /** Returns the templates that were not opened. */
  List<TaskTemplate> templates() {
    List<TaskTemplate> left = new ArrayList<>();
    for (TaskTemplate template : templates) {
      if (template != null) {
        left.add(template);
      }
    }
    return left;
  }

  /** Returns the files that hold items. */
  List<Path> inputs() {
    List<Path> files = new ArrayList<>();
    for (TaskTemplate template : templates()) {
      ItemSource items = template.items();
      Path file = items == null ? null : items.file();
      if (file != null) {
        files.add(file);
      }
    }
    return files;
  }
}
