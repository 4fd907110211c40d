package dev.reeve.supervisor.serve.queue;

import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps tasks and records in the queue's folder. */
final class FolderStore implements TaskStore {
  private final QueueFolder folder;
  private final RecordAppender records;
  private final TaskWriter writer;

  private FolderStore(QueueFolder folder, RecordAppender records, TaskWriter writer) {
    this.folder = folder;
    this.records = records;
    this.writer = writer;
  }

  /**
   * Settings of a store.
   *
   * @param mostWaitingBytes of records for which the disk has no room
   */
  record Settings(CurrentSegment.SegmentFiles files, SegmentLimits limits, long mostWaitingBytes) {}

  /**
   * Opens the folder, and puts into the table what an earlier server has left.
   *
   * @throws IOException if it cannot be used, or is damaged; the message is for people
   */
  static FolderStore open(Path path, TaskTable table, Settings settings) throws IOException {
    QueueFolder folder = QueueFolder.open(path, table.disk());
    try {
      Recovery found = Recovery.read(folder);
      RecordAppender records = new RecordAppender(table, settings.files, settings.mostWaitingBytes);
      CurrentSegment current =
          new CurrentSegment(folder, found.lastSegment(), settings.files, settings.limits);
      FolderStore store = new FolderStore(folder, records, new TaskWriter(table, current, records));
      store.restore(found, table);
      return store;
    } catch (IOException | RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  private void restore(Recovery found, TaskTable table) throws IOException {
    List<QueuedTask> tasks = found.tasks();
    for (QueuedTask task : tasks) {
      task.line().segment().use().added(task);
    }
    table.restore(tasks, found.lastNumber(), this::forget);
    endCancelled(tasks);
    for (Segment segment : found.segments()) {
      segment.use().releaseIfDone();
      writer.clean(segment);
    }
    writer.start();
  }

  /** Ends the tasks that were cancelled and had not ended when their server was killed. */
  private void endCancelled(List<QueuedTask> tasks) throws IOException {
    String why = "it was cancelled, and its server was killed before it had ended";
    List<EndedRecord> cancelled = new ArrayList<>();
    for (QueuedTask task : tasks) {
      if (task.state() != TaskState.ENDED && task.isCancelRequested()) {
        cancelled.add(EndedRecord.withoutRun(task, TaskStatus.CANCELLED, why));
      }
    }
    records.end(cancelled);
  }

  /** Returns the reason why a task does not end in this server. */
  static QueueClosedException stopped() {
    return new QueueClosedException(
        "the server stopped before the task ended; it waits in the queue's folder for the next"
            + " server");
  }

  @Override
  public void add(QueuedTask task) {
    writer.add(task);
  }

  @Override
  public void end(List<EndedRecord> ended) throws IOException {
    records.end(ended);
    if (records.hasWaiting()) {
      writer.wake();
    }
  }

  @Override
  public void cancel(QueuedTask task) throws QueueStorageException {
    try {
      records.cancel(task);
    } catch (IOException e) {
      throw new QueueStorageException(
          "cannot write to the queue's folder that the task is cancelled: "
              + IoReasons.of(e)
              + "; the task goes on",
          e);
    }
  }

  @Override
  public void sync() throws IOException {
    records.sync();
  }

  @Override
  public void leave(QueuedTask task) {
    task.end().fail(stopped());
  }

  private void forget(QueuedTask task) {
    Segment segment = task.line().segment();
    if (segment.use().forgot()) {
      segment.use().releaseIfDone();
      writer.clean(segment);
    }
  }

  @Override
  public Path folder() {
    return folder.path();
  }

  @Override
  public void close() throws IOException {
    writer.close();
    try (folder) {
      records.close();
    }
  }
}
