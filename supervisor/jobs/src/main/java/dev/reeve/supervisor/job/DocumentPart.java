package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The tasks of one element of a document; those of a {@code forEach} are made one by one. */
final class DocumentPart implements TaskPart {
  private final TaskTemplate template;
  private final String id;
  private final TaskPolicy policy;
  private final long before;
  private final @Nullable PartSelection selected;
  private final @Nullable ItemIterator items;
  private long made;
  private TaskValues values = TaskValues.NONE;

  /**
   * @param id of the task, or the beginning of the ids of a template's tasks
   * @param before number of tasks before this part
   * @param selected null for all tasks
   */
  DocumentPart(
      TaskTemplate template,
      String id,
      TaskPolicy policy,
      long before,
      @Nullable PartSelection selected)
      throws IOException {
    this.template = template;
    this.id = id;
    this.policy = policy;
    this.before = before;
    this.selected = selected;
    ItemSource source = template.items();
    items = source == null ? null : source.open();
  }

  @Override
  public SourceEntry.@Nullable Ready next() throws IOException {
    if (items == null) {
      return ++made > 1 || isLeftOut()
          ? null
          : new SourceEntry.Ready(task(values), template.id() == null);
    }
    Item item;
    do {
      item = items.next();
      if (item == null) {
        return null;
      }
      made++;
    } while (isLeftOut());
    values = TaskValues.of(item);
    return new SourceEntry.Ready(task(values), isNumbered());
  }

  private boolean isLeftOut() {
    return selected != null && !selected.contains(made);
  }

  @Override
  public long ordinal() {
    return made;
  }

  private boolean isNumbered() {
    ItemSource source = template.items();
    return template.id() == null || source == null || source.numbersItems();
  }

  private Task task(TaskValues with) {
    ItemSource source = template.items();
    String taskId = source == null ? id : id + "[" + source.label(made) + "]";
    return template.task(before + made, taskId, with, policy);
  }

  @Override
  public Task complete(HandedOn handedOn) {
    return task(values.with(handedOn));
  }

  @Override
  public void close() throws IOException {
    if (items != null) {
      items.close();
    }
  }
}
