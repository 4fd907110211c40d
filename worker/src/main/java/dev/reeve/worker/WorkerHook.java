package dev.reeve.worker;

import dev.reeve.json.Json;

/**
 * Prepares a worker before its first task, once, and cleans up after its last: opens what all
 * handlers of the worker use, such as a model or a connection. Handlers reach it by static fields,
 * which no other worker shares.
 *
 * <p>A worker makes one instance, by a constructor without parameters, and calls it on the thread
 * that runs the handlers.
 *
 * @param <A> the argument: a record (or any class Jackson can read), or {@link Json}
 */
public interface WorkerHook<A> {

  /**
   * Prepares the worker. No task runs before it has returned.
   *
   * @throws Exception ends the worker. If no worker could be prepared, the run ends with it
   */
  void initialize(A argument) throws Exception;

  /**
   * Cleans up, after the handlers have been closed. Not called when the worker dies or is killed.
   *
   * @throws Exception is written to the worker's log
   */
  default void close() throws Exception {}
}
