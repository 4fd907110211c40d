package dev.reeve.worker.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Where the futures of an attempt are completed, and so where their callbacks run: those must hold
 * up no thread that messages, cancelling or the end of the process depend on, nor other attempts.
 * One thread, in the order of completion, as long as it gets on; a callback that waits for another
 * future or for a shared object is helped out by a further one, as {@link ForkJoinPool} does it.
 * Made when it is first needed, and gone soon after. Any thread.
 */
final class CallbackThreads {
  /** So many may wait; one more gets a {@link java.util.concurrent.RejectedExecutionException}. */
  private static final int MOST = 512;

  private static final long KEEP_SECONDS = 1;

  private @Nullable ForkJoinPool pool; // guarded by this

  void run(Runnable completion) {
    pool().execute(completion);
  }

  /** Whether nothing runs, nor waits to. */
  synchronized boolean areIdle() {
    return pool == null || (pool.isQuiescent() && !pool.hasQueuedSubmissions());
  }

  private synchronized ForkJoinPool pool() {
    ForkJoinPool made = pool;
    if (made == null) {
      made =
          new ForkJoinPool(
              1, CallbackThreads::thread, null, true, 0, MOST, 1, null, KEEP_SECONDS, SECONDS);
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
