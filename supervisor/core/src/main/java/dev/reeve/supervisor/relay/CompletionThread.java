package dev.reeve.supervisor.relay;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Where futures are completed, and so where callbacks run: one thread, in the order of completion,
 * as long as it gets on. A callback that waits for another future is helped out by a further
 * thread, as {@link ForkJoinPool} does it, so that it can't wait for itself.
 */
public final class CompletionThread {
  private static final long CLOSE_SECONDS = 10;

  private final ForkJoinPool pool = new ForkJoinPool(1, CompletionThread::thread, null, true);

  private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setName("reeve-callback-" + thread.getPoolIndex());
    return thread;
  }

  /** After the end it is run at once. */
  public void run(Runnable completion) {
    try {
      pool.execute(completion);
    } catch (RejectedExecutionException e) {
      completion.run();
    }
  }

  /** Completes here as soon as {@code source} has completed elsewhere. */
  public <T> CompletableFuture<T> pass(CompletableFuture<T> source) {
    CompletableFuture<T> here = new CompletableFuture<>();
    CompletableFuture<T> unused =
        source.whenCompleteAsync(
            (value, failure) -> {
              if (failure == null) {
                here.complete(value);
              } else {
                here.completeExceptionally(failure);
              }
            },
            this::run);
    return here;
  }

  /** Completes what waits, for a bounded time: a callback may never end. */
  @SuppressWarnings("ReferenceEquality")
  public // a pool is who it is
  void close() throws InterruptedException {
    pool.shutdown();
    if (ForkJoinTask.getPool() != pool) {
      boolean unused = pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
