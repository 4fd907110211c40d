package dev.reeve.supervisor;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.SupervisorLog;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A pool as an {@link ExecutorService}; see {@link Supervisor#asExecutorService}. Thread-safe. */
final class SupervisorExecutor implements ExecutorService {
  private final SupervisorParts parts;

  SupervisorExecutor(SupervisorParts parts) {
    this.parts = parts;
  }

  /** Runs a task in a worker. If it fails, the log of the pool says so. */
  @Override
  public void execute(Runnable command) {
    var unused = submit(command).whenComplete((nothing, failure) -> log(failure));
  }

  private void log(@Nullable Throwable failure) {
    if (failure instanceof TaskException && !(failure instanceof TaskCancelledException)) {
      String message = String.valueOf(failure.getMessage());
      parts.relays().log().log(SupervisorLog.Level.WARNING, message);
    }
  }

  @Override
  public <T> TaskFuture<T> submit(Callable<T> task) {
    return start(task, null);
  }

  private <T> TaskFuture<T> submitAt(int index, Callable<T> task) {
    Objects.requireNonNull(task, () -> "tasks[" + index + "] is null");
    return submit(task);
  }

  @Override
  public TaskFuture<?> submit(Runnable task) {
    return start(task, null);
  }

  @Override
  public <T> TaskFuture<T> submit(Runnable task, T result) {
    return start(task, json -> result);
  }

  /**
   * @param reader null for the type that the task declares
   */
  private <T> TaskFuture<T> start(Object task, @Nullable Function<Json, @Nullable T> reader) {
    Objects.requireNonNull(task, "task");
    try {
      parts.end().requireOpen();
      return parts.calls().submitObject(task, reader);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new RejectedExecutionException(e.getMessage(), e);
    }
  }

  @Override
  public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
      throws InterruptedException {
    return invokeAll(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
  }

  @Override
  public <T> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException {
    List<TaskFuture<T>> futures = CallGroups.submit(tasks, this::<T>submitAt);
    CallGroups.await(futures, Duration.ofNanos(unit.toNanos(timeout)));
    return List.copyOf(futures);
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    try {
      return invokeAny(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("292 years are over", e);
    }
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("invokeAny needs at least one task");
    }
    List<TaskFuture<T>> futures = CallGroups.submit(tasks, this::<T>submitAt);
    try {
      return firstResult(new CompletionOrder<>(futures), unit.toNanos(timeout));
    } finally {
      CallGroups.cancel(futures);
    }
  }

  private static <T> T firstResult(CompletionOrder<TaskFuture<T>> done, long nanos)
      throws InterruptedException, ExecutionException, TimeoutException {
    long start = System.nanoTime();
    ExecutionException failure = null;
    while (done.hasNext()) {
      TaskFuture<T> next = done.poll(nanos - (System.nanoTime() - start));
      if (next == null) {
        throw new TimeoutException("no task has succeeded in time");
      }
      try {
        return next.get();
      } catch (ExecutionException | CancellationException e) {
        failure = e instanceof ExecutionException thrown ? thrown : new ExecutionException(e);
      }
    }
    throw Objects.requireNonNull(failure);
  }

  @Override
  public void shutdown() {
    parts.end().byCaller().termination().shutdown();
  }

  /** Ends all tasks. The list is empty: the future of each task tells whether it ever started. */
  @Override
  public List<Runnable> shutdownNow() {
    parts.end().byCaller().termination().shutdownNow();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return parts.end().isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return parts.end().termination().isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return parts.end().termination().await(unit.toNanos(timeout));
  }

  /** Closes the pool as {@link Supervisor#close} does. The interface has it from Java 19 on. */
  public void close() {
    parts.end().close();
  }
}
