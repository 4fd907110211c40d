package dev.reeve.worker;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedObjects;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a handler may know of the attempt it works on. Usable from any thread until {@code handle}
 * returns.
 */
public interface TaskContext {

  /** The task's id. */
  String taskId();

  /** Number of this attempt, from 1. */
  int attempt();

  /**
   * Whether the attempt shall end early: it was cancelled, reached its time limit, or the
   * supervisor is gone. The thread that runs the handler is interrupted at the same moment.
   */
  boolean isCancelled();

  /** What a cancelled handler is given to end by itself, before its worker is ended. */
  Duration gracePeriod();

  /**
   * Tells how far the attempt is. Cheap: of calls in quick succession only some are sent.
   *
   * @param fraction 0 to 1
   */
  void progress(double fraction, @Nullable String message);

  /**
   * Has the supervisor run another task, on another worker, for which one more is started while
   * this one may be waiting. What has not ended when the handler returns is cancelled.
   *
   * @param handler name of a handler that the workers know
   * @return ends with the result, or in a {@link TaskFailedException}; its callbacks run on threads
   *     of their own and may wait for other tasks and shared objects, up to 500 at a time
   */
  CompletableFuture<Json> submit(String handler, Json payload);

  /**
   * As {@link #submit(String, Json)}, by the handler's class, which the workers have to know: it is
   * registered, or the embedding program has named it.
   *
   * @throws IllegalArgumentException if the request can't be sent
   */
  <Q, R> CompletableFuture<R> submit(
      Class<? extends TaskHandler<Q, R>> handler, @Nullable Q request);

  /** The objects that all workers share. What is got here stays usable for the worker's life. */
  SharedObjects shared();

  /** Writes to the worker's log, with the task's id. */
  System.Logger logger();
}
