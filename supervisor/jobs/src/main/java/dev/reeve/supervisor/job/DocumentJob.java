package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks of a checked document. Tasks of a {@code forEach} are made when they are asked for. */
final class DocumentJob implements Job {
  private final String file;
  private final JobSettings settings;
  private final List<JobError> warnings;
  private final JobFolder folder;
  private final PolicyCache policies;
  private final Deque<TaskTemplate> templates;
  private final long total;
  private final List<Path> inputs;
  private int index = -1;
  private long seq;
  private volatile @Nullable Expansion expansion;
  private volatile boolean closed;

  /** A {@code forEach} whose tasks are being made. */
  private final class Expansion {
    private final TaskTemplate template;
    private final ItemIterator items;
    private final String idStart;
    private long made;

    Expansion(TaskTemplate template, ItemIterator items) {
      this.template = template;
      this.items = items;
      String id = template.id() != null ? template.id() : DocumentIds.defaultTemplateId(index);
      idStart = id + "[";
    }

    SourceEntry.@Nullable Ready next() throws IOException {
      Item item = items.next();
      return item == null
          ? null
          : new SourceEntry.Ready(task(template, idStart + ++made + "]", item), true);
    }
  }

  /**
   * @param file as the user named it
   * @param warnings as {@link Job#warnings}
   */
  DocumentJob(
      String file,
      DocumentDraft draft,
      JobFolder folder,
      PolicyCache policies,
      List<JobError> warnings) {
    this.file = file;
    settings = draft.settings();
    this.warnings = warnings;
    this.folder = folder;
    this.policies = policies;
    templates = draft.tasks();
    total = draft.ids().count();
    inputs = inputs(templates);
  }

  private static List<Path> inputs(Deque<TaskTemplate> templates) {
    List<Path> files = new ArrayList<>();
    for (TaskTemplate template : templates) {
      if (template.items() instanceof LineItems lines) {
        files.add(lines.file());
      }
    }
    return files;
  }

  @Override
  public JobSettings settings() {
    return settings;
  }

  @Override
  public List<JobError> warnings() {
    return warnings;
  }

  @Override
  public List<JobError> checkPayloads(PayloadCheck check) throws IOException {
    return new PayloadSamples(file, check).errors(templates);
  }

  @Override
  public Path folder() {
    return folder.path();
  }

  @Override
  public List<Path> inputs() {
    return inputs;
  }

  @Override
  public long totalTasks() {
    return total;
  }

  @Override
  public @Nullable SourceEntry next() throws IOException {
    try {
      return closed ? null : nextTask();
    } catch (IOException e) {
      if (closed) {
        return null;
      }
      throw e;
    }
  }

  private @Nullable SourceEntry nextTask() throws IOException {
    while (true) {
      Expansion current = expansion;
      SourceEntry task = current == null ? null : current.next();
      if (task != null) {
        return task;
      }
      closeItems();
      TaskTemplate template = templates.poll();
      if (template == null) {
        return null;
      }
      index++;
      if (template.items() == null) {
        return single(template);
      }
      expansion = new Expansion(template, template.items().open());
    }
  }

  private SourceEntry single(TaskTemplate template) {
    String id = template.id() != null ? template.id() : Long.toString(seq + 1);
    return new SourceEntry.Ready(task(template, id, Item.NONE), template.id() == null);
  }

  private Task task(TaskTemplate template, String id, Item item) {
    return template.task(++seq, id, item, policies.of(template.limits()));
  }

  private void closeItems() throws IOException {
    Expansion current = expansion;
    if (current != null) {
      current.items.close();
      expansion = null;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    closeItems();
  }
}
