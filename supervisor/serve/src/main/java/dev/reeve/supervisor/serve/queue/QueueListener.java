package dev.reeve.supervisor.serve.queue;

import dev.reeve.json.Json;

/**
 * Is told what becomes of a queue's tasks, for each task in this order. Called under the queue's
 * lock: must be quick, must not block, must not throw.
 */
public interface QueueListener {

  /** A task was accepted; those that were in the folder are not told. */
  default void accepted(QueuedTask task) {}

  /** The run has taken a task. */
  default void started(QueuedTask task) {}

  /** A task has ended; its record can be looked at, perhaps in a file. */
  default void ended(QueuedTask task) {}

  /** A task has ended with that record; by default calls {@link #ended(QueuedTask)}. */
  default void ended(QueuedTask task, Json record) {
    ended(task);
  }
}
