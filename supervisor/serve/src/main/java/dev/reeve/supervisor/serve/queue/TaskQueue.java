package dev.reeve.supervisor.serve.queue;

import dev.reeve.supervisor.job.TaskSource;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.RecordOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a server, from their acceptance until they are forgotten: the source and the output
 * of one run.
 *
 * <pre>{@code
 * TaskQueue queue = TaskQueue.inMemory(QueueBounds.DEFAULT);
 * TaskRun run = TaskRun.builder(queue.source(), pool).output(queue.output()).build();
 * }</pre>
 *
 * <p>Thread-safe. No method blocks, but for {@link #submit} of a task whose id is that of an ended
 * task in the folder, {@link #cancelWaiting}, {@link #cancelRequested} and {@link #close}, which
 * use the disk.
 */
public final class TaskQueue implements AutoCloseable {
  private final TaskTable table;
  private final TaskStore memory;
  private final TaskStore durable;
  private final TaskSource source;
  private final RecordOutput output;

  private TaskQueue(TaskTable table, TaskStore memory, TaskStore durable) {
    this.table = table;
    this.memory = memory;
    this.durable = durable;
    this.source = new QueueSource(table);
    this.output = new QueueOutput(this);
  }

  /** Makes a queue that ends with this process. */
  public static TaskQueue inMemory(QueueBounds bounds) {
    return inMemory(bounds, InstantSource.system());
  }

  static TaskQueue inMemory(QueueBounds bounds, InstantSource clock) {
    TaskTable table = new TaskTable(bounds, clock);
    TaskStore memory = new MemoryStore(table);
    return new TaskQueue(table, memory, memory);
  }

  /**
   * Opens a queue that keeps its tasks and their records in a folder, with all that an earlier
   * server has left there: tasks that have not ended wait again. The folder is created if there is
   * none. One server at a time uses it.
   *
   * @throws IOException if it cannot be used, or is damaged; the message is for people
   */
  public static TaskQueue open(Path folder, QueueBounds bounds) throws IOException {
    FolderStore.Settings settings =
        new FolderStore.Settings(
            CurrentSegment.SegmentFiles.OF_DISK, SegmentLimits.of(bounds), bounds.maxBytes());
    return open(folder, bounds, InstantSource.system(), settings);
  }

  static TaskQueue open(
      Path folder, QueueBounds bounds, InstantSource clock, FolderStore.Settings settings)
      throws IOException {
    TaskTable table = new TaskTable(bounds, clock);
    return new TaskQueue(table, new MemoryStore(table), FolderStore.open(folder, table, settings));
  }

  private TaskStore store(QueuedTask task) {
    return task.durable() ? durable : memory;
  }

  /**
   * Submits a task. If the queue has a task with the same id and the same content, it is that task.
   *
   * @return completes when the task is safe; fails with a {@link SubmissionException}. What depends
   *     on it is called on a thread of the queue, and must not block it
   */
  public CompletableFuture<QueuedTask> submit(Submission submission) {
    try {
      while (true) {
        QueuedTask known = table.lookUp(submission.id());
        QueuedTask task =
            known == null
                ? table.admit(submission, submission.durable() && durable != memory)
                : null;
        if (task != null) {
          CompletableFuture<QueuedTask> safe = task.acceptance().copy();
          store(task).add(task);
          return safe;
        }
        if (known != null && isSame(known, submission.task())) {
          return known.acceptance().copy();
        }
      }
    } catch (SubmissionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Returns false if the task was forgotten meanwhile. */
  private boolean isSame(QueuedTask known, Task task)
      throws IdTakenException, QueueStorageException {
    Task held = known.held();
    try {
      if (held == null
          ? known.task().equals(TaskContent.json(task))
          : TaskContent.isSame(held, task)) {
        return true;
      }
    } catch (UncheckedIOException e) {
      if (table.lookUp(known.id()) != known) {
        return false;
      }
      throw new QueueStorageException(String.valueOf(e.getMessage()), e);
    }
    throw new IdTakenException(task.id());
  }

  /** Returns the task with that id; null if there is none, or it is forgotten. */
  public @Nullable QueuedTask find(String id) {
    QueuedTask task = table.lookUp(id);
    return task != null && table.get(task.number()) == task ? task : null;
  }

  /**
   * Returns a part of the list of tasks, newest first.
   *
   * @param state of the tasks; null for all
   * @param cursor {@link TaskPage#next} of the part before; null for the beginning
   * @param limit most tasks, from 1
   * @throws IllegalArgumentException if the cursor is none, or the limit is below 1
   */
  public TaskPage list(@Nullable TaskState state, @Nullable String cursor, int limit) {
    return list(task -> state == null || task.state() == state, cursor, limit);
  }

  /** As {@link #list(TaskState, String, int)}, of those tasks that the filter accepts. */
  public TaskPage list(Predicate<QueuedTask> filter, @Nullable String cursor, int limit) {
    return table.list().page(filter, cursor, limit);
  }

  /**
   * Ends a task that the run has not taken yet, with a record {@code cancelled}.
   *
   * @return false if there is no such task; the run may have it
   */
  public boolean cancelWaiting(String id) {
    QueuedTask task = table.claimWaiting(id);
    if (task == null) {
      return false;
    }
    task.requestCancel();
    EndedBatch batch = new EndedBatch(1);
    batch.add(EndedRecord.withoutRun(task, TaskStatus.CANCELLED, "it was cancelled"));
    try {
      end(batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  /**
   * Notes that the task with that id is cancelled in the run, by a user. A record {@code cancelled}
   * is final then; that of another task in the folder is not, so it runs again at the next start.
   * When this method returns, the task does not run again, even if the server is killed at once.
   *
   * @throws QueueStorageException if that cannot be written to the folder; nothing is noted then
   */
  public void cancelRequested(String id) throws QueueStorageException {
    QueuedTask task = find(id);
    if (task != null) {
      store(task).cancel(task);
    }
  }

  /** Accepts no more tasks, except those that it has already. */
  public void stopAccepting() {
    table.stopAccepting();
  }

  /** As {@link #stopAccepting}; the run ends by itself when all tasks have ended. */
  public void finish() {
    table.finish();
  }

  /** Returns the accepted tasks, for one run. */
  public TaskSource source() {
    return source;
  }

  /**
   * Returns the taker of the run's records. When the run closes it, tasks that have no record are
   * recorded as {@code skipped} or {@code cancelled}; those of a folder wait for the next server.
   */
  public RecordOutput output() {
    return output;
  }

  /** Returns the folder; null if the queue is in memory. */
  public @Nullable Path folder() {
    return durable.folder();
  }

  public QueueCounts counts() {
    return table.counts();
  }

  /** Adds a listener. */
  public void listen(QueueListener listener) {
    table.listen(listener);
  }

  /** Returns the task of a result; null if there is none. */
  @Nullable QueuedTask taskOf(TaskResult result) {
    return table.get(result.seq());
  }

  void end(EndedBatch batch) throws IOException {
    memory.end(batch.inMemory());
    if (!batch.durable().isEmpty()) {
      durable.end(batch.durable());
    }
  }

  void syncRecords() throws IOException {
    durable.sync();
  }

  /** Ends all tasks that are in memory only, and waits for no other. */
  void runIsOver() {
    for (QueuedTask task : table.stop()) {
      store(task).leave(task);
    }
  }

  /** Does what the end of the run does, and releases the folder. */
  @Override
  public void close() throws IOException {
    runIsOver();
    durable.close();
  }
}
