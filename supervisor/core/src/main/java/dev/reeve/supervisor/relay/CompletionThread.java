package dev.reeve.supervisor.relay;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The thread that completes futures and so runs their callbacks, in the order of completion. While
 * a callback waits for another future, {@link ForkJoinPool} adds a thread, so that no callback can
 * wait for itself.
 */
public final class CompletionThread {
  private static final long CLOSE_SECONDS = 10;

  private final ForkJoinPool pool = new ForkJoinPool(1, CompletionThread::thread, null, true);

  private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setName("reeve-callback-" + thread.getPoolIndex());
    return thread;
  }

  /** Runs a completion on the thread; after {@link #close}, on the caller's. */
  public void run(Runnable completion) {
    try {
      pool.execute(completion);
    } catch (RejectedExecutionException e) {
      completion.run();
    }
  }

  /** Returns a future that this thread completes when {@code source} has completed. */
  public <T> CompletableFuture<T> pass(CompletableFuture<T> source) {
    CompletableFuture<T> relayed = new CompletableFuture<>();
    CompletableFuture<T> unused =
        source.whenCompleteAsync(
            (value, failure) -> {
              if (failure == null) {
                relayed.complete(value);
              } else {
                relayed.completeExceptionally(failure);
              }
            },
            this::run);
    return relayed;
  }

  /** Runs waiting completions, for 10 s at most, because a callback may never end. */
  @SuppressWarnings("ReferenceEquality") // pools are equal only if they are the same
  public void close() throws InterruptedException {
    pool.shutdown();
    if (ForkJoinTask.getPool() != pool) {
      boolean unused = pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
