package dev.reeve.worker.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The threads that complete the futures of an attempt, and so run their callbacks. Callbacks must
 * not delay the threads on which messages, cancelling and the end of the process depend, nor other
 * attempts. One thread runs them in order; while a callback waits for a future or a shared object,
 * {@link ForkJoinPool} adds another thread. The threads start when they are needed and end a second
 * later. Any thread.
 */
final class CallbackThreads {
  /** Limit of waiting callbacks; beyond it a wait throws {@link RejectedExecutionException}. */
  private static final int MAX_THREADS = 512;

  private static final long KEEP_SECONDS = 1;

  private @Nullable ForkJoinPool pool; // guarded by this

  /** Runs the completion of a future, after those before it. */
  void run(Runnable completion) {
    pool().execute(completion);
  }

  /** Returns whether no completion runs or waits. */
  synchronized boolean areIdle() {
    return pool == null || (pool.isQuiescent() && !pool.hasQueuedSubmissions());
  }

  private synchronized ForkJoinPool pool() {
    ForkJoinPool made = pool;
    if (made == null) {
      made =
          new ForkJoinPool(
              1,
              CallbackThreads::thread,
              null,
              true,
              0,
              MAX_THREADS,
              1,
              null,
              KEEP_SECONDS,
              SECONDS);
      pool = made;
    }
    return made;
  }

  private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setName("callback-" + thread.getPoolIndex());
    return thread;
  }
}
