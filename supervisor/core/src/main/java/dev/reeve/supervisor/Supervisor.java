package dev.reeve.supervisor;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedObjects;
import dev.reeve.supervisor.engine.worker.PoolCommand;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.worker.TaskHandler;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * <p>All methods may be called from any thread. Only {@link #finish} and {@link #close} block. When
 * {@link #finish} returns, every process that the pool started has been joined.
 */
public final class Supervisor implements AutoCloseable {
  private final SupervisorParts parts;
  private final AtomicBoolean noMoreTasks = new AtomicBoolean();

  Supervisor(
      PoolSettings settings,
      Launching launching,
      @Nullable SupervisorListener listener,
      SupervisorLog log) {
    this.parts = new SupervisorParts(settings, launching, listener, log);
  }

  /** Returns settings for a new supervisor. */
  public static SupervisorBuilder builder() {
    return new SupervisorBuilder();
  }

  /**
   * Queues a task. The listener gets its result exactly once, on the supervisor's own thread. After
   * the pool has begun to stop, tasks are skipped at once.
   *
   * @throws IllegalStateException after {@link #finish}
   */
  public void submit(Task task, ResultListener listener) {
    requireOpen();
    parts.loop().submit(task, listener);
  }

  /**
   * Queues a task. The future completes with its result, also if the task fails: read {@link
   * TaskResult#status}.
   *
   * @throws IllegalStateException after {@link #finish}
   */
  public CompletableFuture<TaskResult> submit(Task task) {
    CompletableFuture<TaskResult> future = new CompletableFuture<>();
    submit(task, result -> parts.callbacks().run(() -> future.complete(result)));
    return future;
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
    return parts.calls().submit(handler, request, options);
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
    return parts.calls().submit(handler, payload, options);
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
    return map(handler, requests.iterator(), () -> {}, options);
  }

  /**
   * Calls a handler for each element of a stream, with the given order, read-ahead and task
   * options.
   */
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
    CallSubmitter calls = parts.calls();
    MapWindow window = new MapWindow(options.ordered());
    MapInput<Q> input =
        new MapInput<>(
            requests, closer, calls.target(handler, options.task(), this::requireOpen), window);
    return new ResultStream<>(
        input, window, calls.reader(handler), options.lookAhead(parts.size().workers()));
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
      HandlerRegistrations.Registration unused = parts.handlers().of(handler);
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
    requireOpen();
    TaskOptions options = new TaskOptions(name, TaskPolicy.DEFAULT, 0);
    return parts.processes().create(name, parts.calls().call(handler, request, options));
  }

  /**
   * Counts a result that needed no worker, such as that of an invalid task, and passes it to the
   * listener after the results before it.
   *
   * @throws IllegalStateException after {@link #finish}
   */
  public void record(TaskResult result, ResultListener listener) {
    requireOpen();
    parts.loop().record(result, listener);
  }

  /** Returns the objects that this program and all workers share until the supervisor finishes. */
  public SharedObjects shared() {
    return parts.sharedObjects().objects();
  }

  private void requireOpen() {
    if (noMoreTasks.get()) {
      throw new IllegalStateException(
          "the supervisor takes no more tasks: finish() or close() was called");
    }
  }

  /**
   * Stops in order: queued tasks are skipped, running ones have the grace period to finish. Does
   * nothing if the pool is already stopping or has ended.
   *
   * @param reason for people; goes to the results of skipped tasks and to the log
   */
  public void drain(String reason) {
    parts.drain(reason);
  }

  /**
   * Stops at once: workers are killed and joined. Does nothing after the end.
   *
   * @param reason for people; goes to the results of stopped tasks and to the log
   */
  public void stopNow(String reason) {
    parts.stopNow(reason);
  }

  /**
   * Starts no further task until {@link #resume}. Running tasks go on, and so do the tasks that
   * they submit. Time limits, {@link #drain} and {@link #stopNow} work as always, while {@link
   * #finish} and {@link #close} wait for the tasks that are held back. Does nothing if the pool is
   * paused.
   */
  public void pause() {
    boolean unused = parts.loop().steer(new PoolCommand.PauseTasks());
  }

  /** Ends {@link #pause}. Does nothing if the pool is not paused. */
  public void resume() {
    boolean unused = parts.loop().steer(new PoolCommand.ResumeTasks());
  }

  /**
   * Changes the number of workers. More are started as there are tasks for them. If there are too
   * many, idle ones are ended first; busy ones finish their tasks, and are ended then. Does nothing
   * after the end.
   *
   * @throws IllegalArgumentException if {@code count} is less than 1
   */
  public void resize(int count) {
    PoolSettings.requireWorkers(count);
    parts.size().change(count);
  }

  /**
   * Ends all tasks with that id early. One that waits ends as {@link TaskStatus#CANCELLED} at once.
   * The handler of one that runs is interrupted; if it still runs after the grace period, its
   * worker is ended. The next task runs in a new worker then.
   *
   * @return completes with what becomes of the task; after the pool's end it is {@link
   *     CancelOutcome#UNKNOWN}
   */
  public CompletableFuture<CancelOutcome> cancel(String taskId) {
    CompletableFuture<CancelOutcome> answer = new CompletableFuture<>();
    if (!parts.loop().steer(new PoolCommand.CancelById(taskId, answer))) {
      answer.complete(CancelOutcome.UNKNOWN);
    }
    return parts.callbacks().pass(answer);
  }

  /**
   * Gives no further tasks to workers until {@link #release}, because their results could not be
   * kept. Running tasks go on, and so do the tasks that they submit. Independent of {@link #pause}.
   *
   * @param exceptSeq {@link Task#seq} of a task that is given to a worker all the same, unless the
   *     pool is paused; 0 for none. A further call replaces it
   */
  public void holdBack(long exceptSeq) {
    boolean unused = parts.loop().steer(new PoolCommand.HoldTasks(exceptSeq));
  }

  /** Ends {@link #holdBack}. Does nothing if there was none. */
  public void release() {
    boolean unused = parts.loop().steer(new PoolCommand.ReleaseTasks());
  }

  /**
   * Returns a future that completes when the pool starts no more tasks: after {@link #drain}, a
   * halt, a deadline, or a failure of the pool.
   */
  public CompletableFuture<RunEnding> stopping() {
    return parts.callbacks().pass(parts.loop().stopping());
  }

  /**
   * Returns a future of the pool's state; after the pool's end it fails with {@link
   * IllegalStateException}.
   */
  public CompletableFuture<PoolSnapshot> snapshot() {
    return parts.callbacks().pass(parts.loop().snapshot());
  }

  /**
   * Accepts no more tasks, waits until all have ended and every worker is joined, and returns the
   * summary.
   *
   * @throws InterruptedException if this thread is interrupted; the pool goes on
   * @throws IllegalStateException if Reeve itself failed; the fault is the cause
   */
  public RunSummary finish() throws InterruptedException {
    noMoreTasks.set(true);
    return parts.finish();
  }

  /**
   * Does the same as {@link #finish}; does nothing if that was called. If this thread is
   * interrupted, the pool stops at once, and the interrupt is set again when every worker has been
   * joined.
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
