package dev.reeve.supervisor.serve.queue;

import dev.reeve.supervisor.model.TaskStatus;
import java.util.List;

/** Keeps tasks and records in memory. */
final class MemoryStore implements TaskStore {
  private final TaskTable table;

  MemoryStore(TaskTable table) {
    this.table = table;
  }

  @Override
  public void add(QueuedTask task) {
    boolean mayRun = table.accept(task);
    boolean unused = task.acceptance().complete(task);
    if (!mayRun) {
      leave(task);
    }
  }

  @Override
  public void end(List<EndedRecord> records) {
    records.forEach(this::end);
  }

  private void end(EndedRecord record) {
    if (table.end(record, new StoredJson.Held(record.json()))) {
      record.task().end().complete(record.json());
    }
  }

  /** Records it, so that whoever waits for it is answered. */
  @Override
  public void leave(QueuedTask task) {
    boolean waits = task.state() == TaskState.WAITING;
    String why = "the server stopped before the task " + (waits ? "was started" : "ended");
    end(EndedRecord.withoutRun(task, waits ? TaskStatus.SKIPPED : TaskStatus.CANCELLED, why));
  }

  @Override
  public void cancel(QueuedTask task) {
    task.requestCancel();
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}
}
