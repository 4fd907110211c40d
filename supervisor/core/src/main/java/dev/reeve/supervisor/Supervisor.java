package dev.reeve.supervisor;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedObjects;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.worker.TaskHandler;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pool of worker JVMs that runs tasks.
 *
 * <pre>{@code
 * try (Supervisor pool = Supervisor.builder().workers(4).start()) {
 *   TaskFuture<Integer> one = pool.submit(Square.class, 12);
 *   for (int square : pool.map(Square.class, List.of(1, 2, 3))) {
 *     System.out.println(square);
 *   }
 *   System.out.println(one.get());
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread. Only {@link #finish}, {@link #close}, {@link
 * #invokeAll} and {@link #awaitTermination} block. When {@link #finish} returns, every process that
 * the pool started has been joined. Tasks keep the JVM alive until they have ended; a pool that was
 * not closed is stopped in order when the JVM ends.
 */
public final class Supervisor extends CallingPool implements AutoCloseable {

  Supervisor(PoolSettings settings, Launching launching, HostOptions host) {
    super(new SupervisorParts(settings, launching, host));
  }

  /** Returns settings for a new supervisor. */
  public static SupervisorBuilder builder() {
    return new SupervisorBuilder();
  }

  /**
   * Returns the pool that all parts of a program share, for a few calls here and there:
   *
   * <pre>{@code
   * int square = Supervisor.common().submit(Square.class, 12).join();
   * }</pre>
   *
   * <p>The first call starts it, with as many workers as there are processors and with defaults for
   * all else. Workers start as there are tasks, and end when they have been idle for a minute. The
   * pool never keeps the JVM from ending; tasks that have not ended by then are lost. {@link
   * #close} does nothing, and all other methods that would end, pause or resize the pool throw an
   * {@link IllegalStateException}.
   */
  public static Supervisor common() {
    return CommonPool.get();
  }

  /**
   * Queues a task. The listener gets its result exactly once, on the supervisor's own thread. After
   * the pool has begun to stop, tasks are skipped at once.
   *
   * @throws IllegalStateException after {@link #finish}
   */
  public void submit(Task task, ResultListener listener) {
    requireOpen();
    TrackedTask unused = parts().tasks().submit(task, listener);
  }

  /**
   * Queues a task. The future completes with its result, also if the task fails: read {@link
   * TaskResult#status}.
   *
   * @throws IllegalStateException after {@link #finish}
   */
  public CompletableFuture<TaskResult> submit(Task task) {
    requireOpen();
    return parts().tasks().submit(task);
  }

  /**
   * Submits a call of a handler, without a time limit and without retries.
   *
   * @param handler class of the handler; it needs no registration, and workers get its class file
   *     if it is on no class path
   * @param request written as JSON before this method returns
   * @return completes with the handler's result, or exceptionally with a {@link TaskException};
   *     cancelling it ends the task in the worker
   * @throws IllegalArgumentException if the request cannot be written as JSON, in which case the
   *     message names the place in it; if it is too long for a message; or if a worker cannot
   *     create an instance of the handler
   * @throws IllegalStateException after {@link #finish}
   */
  public <Q, R> TaskFuture<R> submit(Class<? extends TaskHandler<Q, R>> handler, Q request) {
    return submit(handler, request, TaskOptions.DEFAULT);
  }

  /**
   * Submits a call of a handler with a time limit, retries, a priority or a name for people. Throws
   * the exceptions of {@link #submit(Class, Object)}.
   */
  public <Q, R> TaskFuture<R> submit(
      Class<? extends TaskHandler<Q, R>> handler, Q request, TaskOptions options) {
    requireOpen();
    return parts().calls().submit(handler, request, options);
  }

  /**
   * Submits a call of a handler by its name, with JSON as the request and as the result. The
   * handler must be built in, a service on the workers' class path, or registered by {@link
   * #register}.
   *
   * @throws IllegalArgumentException if the payload is not valid JSON, or is too long for a message
   * @throws IllegalStateException after {@link #finish}
   */
  public TaskFuture<Json> submit(String handler, Json payload) {
    return submit(handler, payload, TaskOptions.DEFAULT);
  }

  /**
   * Submits a call of a handler by its name with a time limit, retries, a priority or a name for
   * people. Throws the exceptions of {@link #submit(String, Json)}.
   */
  public TaskFuture<Json> submit(String handler, Json payload, TaskOptions options) {
    requireOpen();
    return parts().calls().submit(handler, payload, options);
  }

  /**
   * Calls a handler for each request and returns the results in the order of the requests. Reads
   * the input only as far ahead as keeps the workers busy, so it may be infinite or slow. Pass an
   * {@link java.util.Iterator} as {@code () -> iterator}.
   *
   * @throws IllegalArgumentException if a worker cannot create an instance of the handler
   * @throws IllegalStateException after {@link #finish}
   */
  public <Q, R> ResultStream<R> map(
      Class<? extends TaskHandler<Q, R>> handler, Iterable<? extends Q> requests) {
    return map(handler, requests, MapOptions.ORDERED);
  }

  /**
   * Calls a handler for each element of a stream and returns the results in the order of the
   * elements. The stream is closed at its end, or when the results are closed.
   */
  public <Q, R> ResultStream<R> map(
      Class<? extends TaskHandler<Q, R>> handler, Stream<? extends Q> requests) {
    return map(handler, requests, MapOptions.ORDERED);
  }

  /** Calls a handler for each request, with the given order, read-ahead and task options. */
  public <Q, R> ResultStream<R> map(
      Class<? extends TaskHandler<Q, R>> handler,
      Iterable<? extends Q> requests,
      MapOptions options) {
    requireOpen();
    return parts().maps().start(handler, requests, options);
  }

  /**
   * Calls a handler for each element of a stream, with the given order, read-ahead and task
   * options.
   */
  public <Q, R> ResultStream<R> map(
      Class<? extends TaskHandler<Q, R>> handler,
      Stream<? extends Q> requests,
      MapOptions options) {
    requireOpen();
    return parts().maps().start(handler, requests, options);
  }

  /**
   * Registers handlers with the workers by their names. Needed only for handlers that this program
   * submits by name, or that other handlers submit.
   *
   * @throws IllegalArgumentException if a worker cannot create an instance of one of them, or if
   *     two have the same name
   * @throws IllegalStateException after {@link #finish}
   */
  @SafeVarargs
  @SuppressWarnings("rawtypes") // a class literal has no type parameters
  public final void register(Class<? extends TaskHandler>... handlerClasses) {
    requireOpen();
    for (Class<? extends TaskHandler> handler : handlerClasses) {
      HandlerRegistrations.Registration unused = parts().handlers().of(handler);
    }
  }

  /**
   * Returns a call in a process of its own, outside the pool. {@link TaskProcess#start} runs it.
   *
   * @throws IllegalArgumentException if the request cannot be written as JSON, in which case the
   *     message names the place in it; if it is too long for a message; or if a worker cannot
   *     create an instance of the handler
   * @throws IllegalStateException after {@link #finish}
   */
  public <Q, R> TaskProcess<R> process(Class<? extends TaskHandler<Q, R>> handler, Q request) {
    return process(null, handler, request);
  }

  /**
   * Returns a call in a process of its own. Throws the exceptions of {@link #process(Class,
   * Object)}.
   *
   * @param name name for people; null for {@code process-} and a number
   */
  public <Q, R> TaskProcess<R> process(
      @Nullable String name, Class<? extends TaskHandler<Q, R>> handler, Q request) {
    return process(handler, request, new TaskOptions(name, TaskPolicy.DEFAULT, 0));
  }

  /**
   * Returns a call in a process of its own. Throws the exceptions of {@link #process(Class,
   * Object)}.
   *
   * @param options time limit of the call, counted from the call of the handler in the started
   *     process; the id is the name of the process. Retries and resources are refused with an
   *     {@link IllegalArgumentException}, as a process runs one attempt beside the pool
   */
  public <Q, R> TaskProcess<R> process(
      Class<? extends TaskHandler<Q, R>> handler, Q request, TaskOptions options) {
    requireOpen();
    return parts().processes().create(parts().calls().call(handler, request, options), options);
  }

  /**
   * Counts a result that needed no worker, such as that of an invalid task, and passes it to the
   * listener after the results before it.
   *
   * @throws IllegalStateException after {@link #finish}
   */
  public void record(TaskResult result, ResultListener listener) {
    requireOpen();
    parts().loop().record(result, listener);
  }

  /** Returns the objects that this program and all workers share until the supervisor finishes. */
  public SharedObjects shared() {
    return parts().sharedObjects().objects();
  }

  private void requireOpen() {
    parts().end().requireOpen();
  }

  /**
   * Accepts no more tasks, waits until all have ended and every worker is joined, and returns the
   * summary.
   *
   * @throws InterruptedException if this thread is interrupted; the pool goes on
   * @throws IllegalStateException if Reeve itself failed; the fault is the cause
   */
  public RunSummary finish() throws InterruptedException {
    return parts().end().byCaller().finish();
  }

  /**
   * Does the same as {@link #finish}; does nothing if that was called. Waits for ever for tasks
   * that never end, unless {@link SupervisorBuilder#closeLimit} was set. If this thread is
   * interrupted, the pool stops at once, and the interrupt is set again when every worker has been
   * joined.
   */
  @Override
  public void close() {
    parts().end().close();
  }
}
