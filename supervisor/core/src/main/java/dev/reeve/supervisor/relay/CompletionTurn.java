package dev.reeve.supervisor.relay;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A series of completions by one thread. It ends when none waits, or when it is taken over. */
final class CompletionTurn {
  private static final long TAKEN_OVER = -1;

  /** Grows at the beginning and at the end of each completion: odd while one is made. */
  private final AtomicLong step = new AtomicLong();

  private volatile @Nullable Thread thread;

  /**
   * Makes completions until none is left.
   *
   * @param open number of completions in the queue, and of the one that is being made
   */
  void run(Queue<Runnable> waiting, AtomicInteger open) {
    thread = Thread.currentThread();
    long now = 0;
    do {
      Runnable completion = waiting.poll();
      step.set(++now);
      make(completion);
      if (!step.compareAndSet(now, ++now)) {
        return; // another thread goes on
      }
    } while (open.decrementAndGet() > 0);
  }

  private static void make(@Nullable Runnable completion) {
    if (completion == null) {
      return;
    }
    try {
      completion.run();
    } catch (RuntimeException | Error e) { // later completions must be made
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  /** Returns a number that changes with each completion. */
  long step() {
    return step.get();
  }

  /** Returns true if the thread waits for a lock or for another thread. */
  boolean waits() {
    Thread runner = thread;
    return runner != null && runner.getState() != Thread.State.RUNNABLE;
  }

  /**
   * Ends this turn after its present completion.
   *
   * @param seen the step since which nothing must have changed
   * @return false if the turn has gone on or is between two completions
   */
  boolean takeOver(long seen) {
    return (seen & 1) == 1 && step.compareAndSet(seen, TAKEN_OVER);
  }
}
