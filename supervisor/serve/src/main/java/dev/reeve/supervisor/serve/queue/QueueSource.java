package dev.reeve.supervisor.serve.queue;

import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskSource;
import org.jspecify.annotations.Nullable;

/** The accepted tasks of a queue, for its run. */
final class QueueSource implements TaskSource {
  private final TaskTable table;

  QueueSource(TaskTable table) {
    this.table = table;
  }

  @Override
  public @Nullable SourceEntry next() throws InterruptedException {
    QueuedTask next = table.take();
    return next == null ? null : new SourceEntry.Ready(next.taskToRun());
  }

  @Override
  public boolean stopReading(Thread reader) {
    table.stopReading();
    return true;
  }
}
