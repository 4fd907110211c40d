package dev.reeve.worker;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedObjects;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The attempt that a handler works on, and its way to the supervisor. A long computation reports
 * its progress and ends when it is cancelled:
 *
 * <pre>{@code
 * for (int page = 0; page < pages; page++) {
 *   if (context.isCancelled()) {
 *     throw new InterruptedException();
 *   }
 *   print(page);
 *   context.progress((page + 1.0) / pages, "page " + page);
 * }
 * }</pre>
 *
 * <p>Any thread may use it until {@code handle} returns.
 */
public interface TaskContext {

  /** Returns the task's id. */
  String taskId();

  /** Returns the number of this attempt, from 1. */
  int attempt();

  /**
   * Returns whether the attempt has been cancelled, has reached its time limit, or has lost its
   * supervisor. The thread that runs the handler is interrupted at the same moment.
   */
  boolean isCancelled();

  /** Returns the time that a cancelled handler has to end, before its worker is ended. */
  Duration gracePeriod();

  /**
   * Reports progress. At most ten reports a second are sent, and the last one in any case; the
   * others cost next to nothing.
   *
   * @param fraction from 0 to 1; a value beyond is taken for 0 or 1
   * @param message at most 1000 characters are sent
   * @throws IllegalArgumentException if {@code fraction} is NaN
   */
  void progress(double fraction, @Nullable String message);

  /**
   * Submits a task, which another worker runs at the same time. The pool starts one worker more
   * while this one may be waiting. A task that has not ended when the handler returns is cancelled.
   *
   * @param handler name of a handler that the workers know
   * @return the result, or a {@link TaskFailedException}. Callbacks run on threads of their own and
   *     may wait for other tasks and for shared objects, up to 500 of them at a time
   * @throws IllegalArgumentException if the payload is not JSON, or too long for a message
   */
  CompletableFuture<Json> submit(String handler, Json payload);

  /**
   * Submits a task by the class of its handler, as {@link #submit(String, Json)} does by its name.
   * The workers must know the class: it is registered, or the embedding program has named it.
   *
   * @throws IllegalArgumentException if the request has no JSON form, or none that the handler can
   *     read, or is too long for a message
   */
  <Q, R> CompletableFuture<R> submit(
      Class<? extends TaskHandler<Q, R>> handler, @Nullable Q request);

  /** Returns the objects that all workers share. They stay usable for the worker's life. */
  SharedObjects shared();

  /** Returns a logger that writes to the worker's log, with the task's id. */
  System.Logger logger();

  /**
   * Returns the worker process that makes this attempt: its place in the pool, and what it leaves
   * for the program at its end. A context that is no worker's, such as one for tests of a handler,
   * may throw {@link UnsupportedOperationException}, as this default does.
   */
  default WorkerContext worker() {
    throw new UnsupportedOperationException("there is no worker process");
  }
}
