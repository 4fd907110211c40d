package dev.reeve.worker.handlers;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A handler's work on a thread of its own, so that a test can cancel it. */
public final class BackgroundTask<R> {
  private final FutureTask<R> future;
  private final Thread thread;

  private BackgroundTask(Callable<R> work) {
    future = new FutureTask<>(work);
    thread = new Thread(future, "task");
  }

  /** Starts at once. */
  public static <R> BackgroundTask<R> start(Callable<R> work) {
    BackgroundTask<R> task = new BackgroundTask<>(work);
    task.thread.start();
    return task;
  }

  /** The thread that works. */
  public Thread thread() {
    return thread;
  }

  /** What the work threw; fails when it threw nothing. */
  public Throwable failure(Duration limit) throws InterruptedException, TimeoutException {
    try {
      R result = future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      throw new AssertionError("the task was not ended, but gave " + result);
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    }
  }
}
