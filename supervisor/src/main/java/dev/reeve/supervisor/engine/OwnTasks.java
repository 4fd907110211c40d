package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.ResultListener;
import dev.reeve.supervisor.Task;

/** Tasks of tasks are run by the pool that runs those. */
final class OwnTasks implements TaskHost {
  private final Spares spares;
  private final Cancelling cancelling;
  private final TaskBook book;

  OwnTasks(Spares spares, Cancelling cancelling, TaskBook book) {
    this.spares = spares;
    this.cancelling = cancelling;
    this.book = book;
  }

  @Override
  public boolean oneMoreMayWait() {
    return spares.oneMoreMayWait();
  }

  @Override
  public TaskEntry submit(Task task, int depth, ResultListener listener) {
    TaskEntry entry = new TaskEntry(task, depth, listener);
    book.submit(entry);
    return entry;
  }

  @Override
  public void cancel(TaskEntry entry) {
    cancelling.cancel(entry, false);
  }
}
