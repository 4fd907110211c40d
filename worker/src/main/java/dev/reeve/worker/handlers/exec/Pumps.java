package dev.reeve.worker.handlers.exec;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The daemon threads that move what goes through pipes. A thread that has become free serves the
 * next command: besides what a new one costs, each would take a pid, and {@link PidWindow} would
 * hold more.
 */
final class Pumps {
  private static final long IDLE_MILLIS = 2_000;

  private static final AtomicLong COUNTER = new AtomicLong();

  private static final ExecutorService THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_MILLIS,
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          Pumps::thread);

  private Pumps() {}

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
