package dev.reeve.worker.runtime;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Where the futures of handlers are completed, and so where their callbacks run: those must hold up
 * no thread that messages, cancelling or the end of the process depend on. One thread, in the order
 * of completion; a callback that waits for another future is helped out by a further one, as {@link
 * ForkJoinPool} does it. Made when it is first needed. Any thread.
 */
final class CallbackThreads {
  private @Nullable ForkJoinPool pool; // guarded by this

  void run(Runnable completion) {
    pool().execute(completion);
  }

  private synchronized ForkJoinPool pool() {
    ForkJoinPool made = pool;
    if (made == null) {
      made = new ForkJoinPool(1, CallbackThreads::thread, null, true);
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
