package dev.reeve.worker.handlers.exec;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The daemon threads that read and write the pipes of commands. A thread serves one command after
 * the other. New threads would cost time, and each would take a pid, which makes {@link RecentPids}
 * longer.
 */
final class PumpThreads {
  private static final long IDLE_MILLIS = 2_000;

  private static final AtomicLong COUNTER = new AtomicLong();

  private static final ExecutorService THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_MILLIS,
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          PumpThreads::thread);

  private PumpThreads() {}

  /** Runs the work at once, on a thread of its own. */
  static void run(Runnable work) {
    THREADS.execute(work);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "command-pump-" + COUNTER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
