package dev.reeve.supervisor.model;

import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to workers and how far tasks are. Called from one thread of its own, in
 * order, so that a slow listener delays nobody but itself; what it throws is logged. Progress is
 * dropped when too much of it waits; the rest is not.
 */
public interface SupervisorListener {

  /**
   * A worker process.
   *
   * @param slot its place in the pool, from 0
   * @param generation how many processes had that place before, from 0: above that it is a restart
   * @param pid its process id
   */
  record Worker(int slot, int generation, long pid) {

    /** Whether it takes the place of one that ended. */
    public boolean isRestart() {
      return generation > 0;
    }
  }

  /** A process runs; it can't be given tasks yet. */
  default void workerStarted(Worker worker) {}

  /** A worker is ready, its hook included. */
  default void workerReady(Worker worker) {}

  /** A process has ended and was joined: its exit code and why. */
  default void workerExited(WorkerReport report) {}

  /**
   * A handler tells how far it is.
   *
   * @param taskId of the task
   * @param fraction 0 to 1
   */
  default void taskProgress(String taskId, double fraction, @Nullable String message) {}
}
