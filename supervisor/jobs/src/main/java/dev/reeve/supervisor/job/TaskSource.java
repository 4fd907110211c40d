package dev.reeve.supervisor.job;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of tasks that a run reads one by one: a job, or a program's own source such as a
 * queue. One thread reads; the other methods may be called from any thread.
 */
public interface TaskSource {

  /** The number of tasks of a source that does not know it. */
  long UNKNOWN = -1;

  /**
   * Returns the number of tasks; {@link #UNKNOWN} for a stream. Asked once. If the number is known,
   * a run that is stopped still reads all tasks and records them as skipped; it leaves the rest of
   * a stream unread.
   */
  default long totalTasks() {
    return UNKNOWN;
  }

  /**
   * Returns the parts of a source with an order among its tasks; null if there is no such order.
   * Asked once. A run then takes the tasks from the parts instead of from {@link #next}.
   */
  default @Nullable TaskParts parts() {
    return null;
  }

  /**
   * Returns the next entry; waits for it if necessary.
   *
   * @return null after the last entry
   * @throws IOException if the source cannot be read any more; the message is for people
   * @throws InterruptedException after {@link #stopReading}
   */
  @Nullable SourceEntry next() throws IOException, InterruptedException;

  /**
   * Ends a call of {@link #next} that may be waiting, because no further tasks are wanted. By
   * default interrupts the thread. Must not block.
   *
   * @param reader the thread that calls {@link #next}
   * @return true if the call ends soon: the run waits for it, and an entry that it still returns
   *     gets its record; false if it may never end: the run leaves it behind
   */
  default boolean stopReading(Thread reader) {
    reader.interrupt();
    return true;
  }
}
