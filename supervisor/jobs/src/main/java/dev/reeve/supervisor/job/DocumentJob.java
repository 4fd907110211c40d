package dev.reeve.supervisor.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checked document. Tasks of a {@code forEach} are made when they are asked for. */
final class DocumentJob implements Job {
  private final String file;
  private final JobSettings settings;
  private final List<JobError> warnings;
  private final JobFolder folder;
  private final DocumentTasks tasks;
  private final List<Path> inputs;
  private List<JobSchedule> schedules = List.of();
  private int nextPart;
  private volatile @Nullable DocumentPart current;
  private volatile boolean closed;

  /**
   * @param file as the user named it
   * @param warnings as {@link Job#warnings}
   */
  DocumentJob(
      String file,
      JobSettings settings,
      JobFolder folder,
      DocumentTasks tasks,
      List<JobError> warnings) {
    this.file = file;
    this.settings = settings;
    this.warnings = warnings;
    this.folder = folder;
    this.tasks = tasks;
    inputs = tasks.inputs();
  }

  /** Adds what a server submits again and again. */
  DocumentJob with(List<JobSchedule> all) {
    schedules = all;
    return this;
  }

  @Override
  public List<JobSchedule> schedules() {
    return schedules;
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
    return new PayloadSamples(file, check).errors(tasks.templates());
  }

  @Override
  public Job select(TaskSelection selection) throws IOException {
    tasks.select(selection);
    return this;
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
    return tasks.total();
  }

  @Override
  public @Nullable TaskParts parts() {
    return tasks.hasNeeds() ? tasks : null;
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
      DocumentPart part = current;
      SourceEntry task = part == null ? null : part.next();
      if (task != null) {
        return task;
      }
      closeCurrent();
      if (nextPart == tasks.count()) {
        return null;
      }
      int following = nextPart++;
      if (tasks.tasks(following) > 0) {
        current = tasks.open(following);
      }
    }
  }

  private void closeCurrent() throws IOException {
    DocumentPart part = current;
    if (part != null) {
      part.close();
      current = null;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    closeCurrent();
  }
}
