package dev.reeve.worker;

import dev.reeve.json.Json;

/**
 * A hook prepares a worker before its first task and cleans up after its last. It opens what all
 * handlers of the worker use, such as a model or a connection. Handlers reach it through static
 * fields, which no other worker shares:
 *
 * <pre>{@code
 * public final class OpenModel implements WorkerHook<String> {
 *   static Model model;
 *
 *   @Override
 *   public void initialize(String path) throws IOException {
 *     model = Model.read(Path.of(path));
 *   }
 *
 *   @Override
 *   public void close() throws IOException {
 *     model.close();
 *   }
 * }
 * }</pre>
 *
 * <p>A hook that must know its place in the pool, uses shared objects or leaves a result implements
 * the other {@code initialize}, and keeps the context:
 *
 * <pre>{@code
 * public final class CountPages implements WorkerHook<String> {
 *   static final LongAdder pages = new LongAdder();
 *   private WorkerContext worker;
 *
 *   @Override
 *   public void initialize(String folder, WorkerContext context) throws IOException {
 *     worker = context;
 *     Files.createDirectories(Path.of(folder, "worker-" + context.slot()));
 *   }
 *
 *   @Override
 *   public void close() {
 *     worker.exitResult(pages.sum()); // in the report of this process
 *   }
 * }
 * }</pre>
 *
 * <p>An embedding program names the hook and its argument. A worker creates one instance, by a
 * constructor without parameters, and calls it on the thread that runs the handlers.
 *
 * @param <A> the argument: a record, or any class that Jackson can read; or {@link Json}
 */
public interface WorkerHook<A> {

  /**
   * Prepares the worker. No task runs before it returns. By default it calls {@link
   * #initialize(Object)}; a hook implements one of the two.
   *
   * @param context the worker; it may be kept until {@link #close} returns
   * @throws Exception ends the worker; if the first worker can't be prepared, the run ends with
   *     this exception
   */
  default void initialize(A argument, WorkerContext context) throws Exception {
    initialize(argument);
  }

  /**
   * Prepares the worker, for hooks that need no context. By default it does nothing.
   *
   * @throws Exception as {@link #initialize(Object, WorkerContext)}
   */
  default void initialize(A argument) throws Exception {}

  /**
   * Cleans up, after the handlers have been closed. By default it does nothing. Shared objects can
   * still be used, within the grace period of the pool. It is not called when the worker crashes or
   * is killed.
   *
   * @throws Exception is written to the worker's log
   */
  default void close() throws Exception {}
}
