package dev.reeve.supervisor.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of events of workers and of the progress of tasks. It is called in order from one
 * thread of its own, so a slow listener delays only itself. Its exceptions are logged. If calls
 * wait for it, progress is dropped from 10,000 of them on, and events of tasks from 200,000 on,
 * which the log tells; events of workers are never dropped.
 *
 * <pre>{@code
 * SupervisorListener exits =
 *     new SupervisorListener() {
 *       @Override
 *       public void workerExited(WorkerReport report) {
 *         System.err.println("worker " + report.pid() + " ended: " + report.reason());
 *       }
 *     };
 * Supervisor pool = Supervisor.builder().listener(exits).start();
 * }</pre>
 */
public interface SupervisorListener {

  /**
   * A worker process.
   *
   * @param slot the worker's place in the pool, from 0
   * @param generation number of processes that had that place before, from 0
   * @param pid process id
   */
  record Worker(int slot, int generation, long pid) {

    /** Returns true if the process replaces one that has ended. */
    public boolean isRestart() {
      return generation > 0;
    }
  }

  /** Called when a process runs; it gets no task before it is ready. */
  default void workerStarted(Worker worker) {}

  /** Called when a worker is ready and its hook has run. */
  default void workerReady(Worker worker) {}

  /** Called when a process has ended and was joined, with its exit code and the reason. */
  default void workerExited(WorkerReport report) {}

  /**
   * Called when so many workers died in one slot that it gets no other before a pause is over. The
   * other slots go on. See {@link RestartPolicy}.
   *
   * @param slot the place in the pool, from 0
   * @param pause length of the pause
   * @param reason for people
   */
  default void restartsPaused(int slot, Duration pause, String reason) {}

  /**
   * Called with each line of a worker's log: its standard error, and what tasks log. Lines are
   * dropped if too many wait.
   */
  default void workerWrote(WorkerLine line) {}

  /**
   * Called when a handler reports progress.
   *
   * @param taskId id of the task
   * @param fraction share of the work that is done, 0 to 1
   * @param message for people; null for none
   */
  default void taskProgress(String taskId, double fraction, @Nullable String message) {}

  /**
   * Called when a batch of tasks was handed to a worker, if {@link #hearsTasks}.
   *
   * @param handler name of the handler, which works on batches
   * @param items number of tasks, from 1
   * @param why the batch went then and not later
   */
  default void batchReleased(String handler, int items, BatchRelease why) {}

  /**
   * Returns whether attempts and ends of tasks are to be told, too. By default they are not,
   * because they may be many. Tasks that running tasks have submitted are left out. It is asked
   * once, before the pool starts.
   */
  default boolean hearsTasks() {
    return false;
  }

  /**
   * Called when a worker has started a task; of a very short one not before {@link #attemptEnded}.
   */
  default void attemptStarted(TaskAttempt attempt) {}

  /** Called when an attempt has ended, well or not. */
  default void attemptEnded(TaskAttemptEnd end) {}

  /** Called when a task has ended, after its last attempt. The handler's result is left out. */
  default void taskEnded(TaskResult result) {}
}
