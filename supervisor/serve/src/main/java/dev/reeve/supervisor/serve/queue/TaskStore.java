package dev.reeve.supervisor.serve.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place for tasks and their records. Thread-safe. */
interface TaskStore extends AutoCloseable {

  /** Makes an admitted task safe. Its {@link QueuedTask#acceptance} is completed then. */
  void add(QueuedTask task);

  /**
   * Keeps records of accepted tasks, which end when that is done.
   *
   * @throws IOException if nothing more can be kept
   */
  void end(List<EndedRecord> records) throws IOException;

  /**
   * Keeps in mind that a user has cancelled a task which the run has: its record {@code cancelled}
   * is final, and it does not run again.
   *
   * @throws QueueStorageException if that cannot be kept; the task is not cancelled then
   */
  void cancel(QueuedTask task) throws QueueStorageException;

  /** Makes records survive a crash of the machine. */
  void sync() throws IOException;

  /** Gives up an accepted task that will not end by the run. */
  void leave(QueuedTask task);

  /** Returns the folder; null for a place in memory. */
  default @Nullable Path folder() {
    return null;
  }

  /** Ends when tasks that are being made safe are safe. */
  @Override
  void close() throws IOException;
}
