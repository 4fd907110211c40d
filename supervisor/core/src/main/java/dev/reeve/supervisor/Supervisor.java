package dev.reeve.supervisor;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedObjects;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.worker.TaskHandler;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pool of worker JVMs that runs tasks. All methods may be called from any thread; none but {@link
 * #finish} and {@link #close} blocks. Every process it started has been joined when {@link #finish}
 * returns.
 */
public final class Supervisor implements AutoCloseable {
  private final SupervisorParts machinery;
  private final int workers;
  private final AtomicBoolean noMoreTasks = new AtomicBoolean();

  Supervisor(
      PoolSettings settings,
      WorkerFolders folders,
      @Nullable EarlyWorker early,
      @Nullable SupervisorListener listener,
      SupervisorLog log) {
    PoolDepth.require();
    this.workers = settings.workers();
    this.machinery = new SupervisorParts(settings, folders, early, listener, log);
  }

  /** Settings for a new supervisor. */
  public static SupervisorBuilder builder() {
    return new SupervisorBuilder();
  }

  /**
   * Queues a task; the listener is told exactly once how it ended. Once the run is stopping a task
   * is skipped at once.
   *
   * @throws IllegalStateException after {@link #finish}
   */
  public void submit(Task task, ResultListener listener) {
    requireOpen();
    machinery.loop().submit(task, listener);
  }

  /**
   * As {@link #submit(Task, ResultListener)}, with a future that always ends normally, whatever the
   * task's status.
   */
  public CompletableFuture<TaskResult> submit(Task task) {
    CompletableFuture<TaskResult> result = new CompletableFuture<>();
    submit(task, told -> machinery.callbacks().run(() -> result.complete(told)));
    return result;
  }

  /**
   * Has a handler called by a worker.
   *
   * @param handler need not be registered anywhere: workers are told of it, and are handed the
   *     class file if it is on no class path
   * @param request is made JSON at once
   * @return ends with the result, or in a {@link TaskException}; its cancel and time limit reach
   *     the process
   * @throws IllegalArgumentException if the request can't be sent; names the place in it
   * @throws IllegalStateException after {@link #finish}
   */
  public <Q, R> TaskFuture<R> submit(Class<? extends TaskHandler<Q, R>> handler, Q request) {
    return submit(handler, request, TaskOptions.DEFAULT);
  }

  /** As {@link #submit(Class, Object)}, with a time limit, retries, a priority or a name. */
  public <Q, R> TaskFuture<R> submit(
      Class<? extends TaskHandler<Q, R>> handler, Q request, TaskOptions options) {
    requireOpen();
    return machinery.calls().submit(handler, request, options);
  }

  /** As {@link #submit(Class, Object)}, for a handler by its name and JSON as it is. */
  public TaskFuture<Json> submit(String handler, Json payload) {
    return submit(handler, payload, TaskOptions.DEFAULT);
  }

  /** As {@link #submit(String, Json)}, with a time limit, retries, a priority or a name. */
  public TaskFuture<Json> submit(String handler, Json payload, TaskOptions options) {
    requireOpen();
    return machinery.calls().submit(handler, payload, options);
  }

  /**
   * Has a handler called for each request, with results in the order of the requests. Of the input
   * no more is read than keeps the workers busy: it may be infinite, or wait for what comes. An
   * {@link java.util.Iterator} is given as {@code () -> iterator}.
   */
  public <Q, R> ResultStream<R> map(
      Class<? extends TaskHandler<Q, R>> handler, Iterable<? extends Q> requests) {
    return map(handler, requests, MapOptions.ORDERED);
  }

  /** As {@link #map(Class, Iterable)}; closes the stream at its end. */
  public <Q, R> ResultStream<R> map(
      Class<? extends TaskHandler<Q, R>> handler, Stream<? extends Q> requests) {
    return map(handler, requests, MapOptions.ORDERED);
  }

  /** As {@link #map(Class, Iterable)}, in the order or not, with a bound of one's own. */
  public <Q, R> ResultStream<R> map(
      Class<? extends TaskHandler<Q, R>> handler,
      Iterable<? extends Q> requests,
      MapOptions options) {
    return map(handler, requests.iterator(), () -> {}, options);
  }

  /** As {@link #map(Class, Stream)}, in the order or not, with a bound of one's own. */
  public <Q, R> ResultStream<R> map(
      Class<? extends TaskHandler<Q, R>> handler,
      Stream<? extends Q> requests,
      MapOptions options) {
    return map(handler, requests.iterator(), requests, options);
  }

  private <Q, R> ResultStream<R> map(
      Class<? extends TaskHandler<Q, R>> handler,
      Iterator<? extends Q> requests,
      AutoCloseable closer,
      MapOptions options) {
    requireOpen();
    ReadAhead lookAhead = options.lookAhead(workers);
    CallSubmitter calls = machinery.calls();
    return new ResultStream<>(
        requests,
        closer,
        calls.target(handler, options.task(), this::requireOpen),
        calls.reader(handler),
        lookAhead,
        options.ordered());
  }

  /**
   * Makes handlers known to the workers that this program does not submit by their class itself:
   * for submissions by name, and for tasks that handlers ask for.
   *
   * @throws IllegalArgumentException if no worker could make an instance of one
   */
  @SafeVarargs
  @SuppressWarnings("rawtypes") // a class literal has no type parameters
  public final void register(Class<? extends TaskHandler>... handlerClasses) {
    requireOpen();
    for (Class<? extends TaskHandler> handler : handlerClasses) {
      HandlerRegistrations.Known unused = machinery.handlers().of(handler);
    }
  }

  /**
   * A call in a process of its own, outside of the pool; runs when it is started.
   *
   * @throws IllegalArgumentException if the request can't be sent; names the place in it
   */
  public <Q, R> TaskProcess<R> process(Class<? extends TaskHandler<Q, R>> handler, Q request) {
    return process(null, handler, request);
  }

  /** As {@link #process(Class, Object)}, with a name for people. */
  public <Q, R> TaskProcess<R> process(
      @Nullable String name, Class<? extends TaskHandler<Q, R>> handler, Q request) {
    requireOpen();
    TaskOptions options = new TaskOptions(name, TaskPolicy.DEFAULT, 0);
    return machinery.processes().create(name, machinery.calls().call(handler, request, options));
  }

  /**
   * Counts a result that was reached without a worker (a task unfit to run) and passes it to the
   * listener in turn.
   */
  public void record(TaskResult result, ResultListener listener) {
    requireOpen();
    machinery.loop().record(result, listener);
  }

  /** The objects that this program and all workers share, until the supervisor has finished. */
  public SharedObjects shared() {
    return machinery.sharing().objects();
  }

  private void requireOpen() {
    if (noMoreTasks.get()) {
      throw new IllegalStateException("the supervisor takes no more tasks: finish() was called");
    }
  }

  /**
   * Stops in order: queued tasks are skipped, running ones have the grace period to finish. Further
   * calls change nothing, nor does one after the end.
   */
  public void drain(String reason) {
    machinery.drain(reason);
  }

  /** Stops at once: workers are killed, and joined still. Does nothing after the end. */
  public void stopNow(String reason) {
    machinery.stopNow(reason);
  }

  /**
   * Completes as soon as no more tasks are taken on: after {@link #drain}, a halt, a deadline, or a
   * failure of the pool.
   */
  public CompletableFuture<RunEnding> stopping() {
    return machinery.callbacks().pass(machinery.loop().stopping());
  }

  /** What the pool is doing; ends in an {@link IllegalStateException} once the pool has ended. */
  public CompletableFuture<PoolSnapshot> snapshot() {
    return machinery.callbacks().pass(machinery.loop().snapshot());
  }

  /**
   * Says that no more tasks come, waits until all have ended and every worker is joined, and tells
   * what it came to.
   *
   * @throws IllegalStateException if Reeve itself failed so badly that it lost track, with the
   *     fault as its cause
   */
  public RunSummary finish() throws InterruptedException {
    noMoreTasks.set(true);
    return machinery.finish();
  }

  /**
   * As {@link #finish}, for {@code try}-with-resources; harmless when already finished. An
   * interrupt stops the pool at once, and is set again when every worker has been joined.
   */
  @Override
  public void close() {
    boolean interrupted = false;
    while (true) {
      try {
        finish();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        stopNow("the thread that closes the supervisor was interrupted");
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
