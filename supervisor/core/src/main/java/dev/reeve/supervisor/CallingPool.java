package dev.reeve.supervisor;

import dev.reeve.worker.TaskHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** The methods of a {@link Supervisor} that submit calls as executors of Java do. Thread-safe. */
abstract class CallingPool extends SteeredPool {
  CallingPool(SupervisorParts parts) {
    super(parts);
  }

  /**
   * Submits a call of a handler for each request. {@link TaskFutures} waits for the futures, or
   * gives them as they are done; {@link Supervisor#map} suits many requests better, as it reads
   * them lazily.
   *
   * @return futures in the order of the requests
   * @throws IllegalArgumentException as {@link Supervisor#submit(Class, Object)} does, with the
   *     index of the request; the calls that were submitted before are cancelled then
   * @throws IllegalStateException after {@link Supervisor#finish}
   */
  public <Q, R> List<TaskFuture<R>> submitAll(
      Class<? extends TaskHandler<Q, R>> handler, Collection<? extends Q> requests) {
    return submitAll(handler, requests, TaskOptions.DEFAULT);
  }

  /** Submits a call for each request as {@link #submitAll(Class, Collection)}, with options. */
  public <Q, R> List<TaskFuture<R>> submitAll(
      Class<? extends TaskHandler<Q, R>> handler,
      Collection<? extends Q> requests,
      TaskOptions options) {
    parts().end().requireOpen();
    return parts().groups().submit(handler, requests, options);
  }

  /**
   * Submits a call for each request as {@link #submitAll(Class, Collection)}, and waits for all.
   *
   * @return futures in the order of the requests, all done: with a result or an exception
   * @throws InterruptedException if this thread is interrupted; the calls are cancelled then
   */
  public <Q, R> List<TaskFuture<R>> invokeAll(
      Class<? extends TaskHandler<Q, R>> handler, Collection<? extends Q> requests)
      throws InterruptedException {
    parts().end().requireOpen();
    return parts().groups().invoke(handler, requests, null);
  }

  /**
   * Waits for all as {@link #invokeAll(Class, Collection)} does, for {@code limit} at most. The
   * calls that have not ended by then are cancelled, and so are their futures.
   */
  public <Q, R> List<TaskFuture<R>> invokeAll(
      Class<? extends TaskHandler<Q, R>> handler, Collection<? extends Q> requests, Duration limit)
      throws InterruptedException {
    parts().end().requireOpen();
    return parts().groups().invoke(handler, requests, limit);
  }

  /**
   * Returns this pool as an executor service, for libraries and habits that need one. A task is an
   * object, and a worker calls another one with the same content:
   *
   * <pre>{@code
   * record Power(int base, int exponent) implements Callable<Long> {
   *   @Override
   *   public Long call() {
   *     return (long) Math.pow(base, exponent);
   *   }
   * }
   *
   * Future<Long> power = pool.asExecutorService().submit(new Power(2, 10));
   * }</pre>
   *
   * <p>A task is a record, a constant of an enum, a class with getters and setters, or a class
   * without fields that has a constructor without parameters. It follows the rules of requests; its
   * result is sent as the type that it declares. The executor throws {@link
   * java.util.concurrent.RejectedExecutionException} with the reason for all others: lambdas,
   * method references, classes that use what surrounds them, and classes of Java that wrap a task,
   * as {@link CompletableFuture#supplyAsync} and {@link
   * java.util.concurrent.ExecutorCompletionService} do. Its {@code submit} returns a {@link
   * TaskFuture}, which can take their place.
   *
   * <p>The executor ends with the pool, and the pool with the executor: {@code shutdown}, {@code
   * shutdownNow} and {@code close} are those of the pool. A failed {@code execute} is logged.
   */
  public ExecutorService asExecutorService() {
    return new SupervisorExecutor(parts());
  }
}
