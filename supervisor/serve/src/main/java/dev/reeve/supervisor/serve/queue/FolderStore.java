package dev.reeve.supervisor.serve.queue;

import java.io.IOException;
import java.nio.file.Path;
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
    QueueFolder folder = QueueFolder.open(path);
    try {
      Recovery found = Recovery.read(folder);
      RecordAppender records =
          new RecordAppender(table, settings.files.results(), settings.mostWaitingBytes);
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

  private void restore(Recovery found, TaskTable table) {
    List<QueuedTask> tasks = found.tasks();
    for (QueuedTask task : tasks) {
      task.line().segment().added(task.state() == TaskState.ENDED);
    }
    table.restore(tasks, found.lastNumber(), this::forget);
    found.segments().stream().filter(Segment::isDone).forEach(writer::delete);
    writer.start();
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
  public void sync() throws IOException {
    records.sync();
  }

  @Override
  public void leave(QueuedTask task) {
    task.end().fail(stopped());
  }

  private void forget(QueuedTask task) {
    Segment segment = task.line().segment();
    if (segment.forgot()) {
      writer.delete(segment);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
    try (folder) {
      records.close();
    }
  }
}
