package dev.reeve.supervisor;

import dev.reeve.supervisor.model.ResultListener;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that keeps the JVM alive as long as tasks of a pool are outstanding, as the threads of
 * an executor do. All other threads of a pool are daemons, so a program whose main method has
 * returned ends when no task is left. Thread-safe.
 */
final class JvmKeeper {
  /** A keeper without effect. */
  static final JvmKeeper NONE = new JvmKeeper(false);

  /** Time for which the thread waits for a next task, so that it does not start for each one. */
  private static final long LINGER_NANOS = 50_000_000;

  private final boolean enabled;
  private final AtomicLong outstanding = new AtomicLong();
  private @Nullable Thread thread; // guarded by this
  private volatile @Nullable Thread sleeper;
  private volatile boolean closed;

  /**
   * @param enabled whether the JVM is kept alive at all
   */
  JvmKeeper(boolean enabled) {
    this.enabled = enabled;
  }

  /** Notes that a task was submitted or a process started. */
  void begun() {
    if (enabled && outstanding.getAndIncrement() == 0) {
      start();
    }
  }

  /** Notes that a task has ended and its callbacks have run, or that a process was joined. */
  void ended() {
    if (enabled && outstanding.decrementAndGet() == 0) {
      LockSupport.unpark(sleeper);
    }
  }

  private synchronized void start() {
    if (thread == null && !closed) {
      Thread keeper = new Thread(this::run, "reeve-keeper");
      keeper.setDaemon(false);
      keeper.start();
      thread = keeper;
    }
  }

  private void run() {
    do {
      sleeper = Thread.currentThread();
      while (outstanding.get() > 0 && !closed) {
        LockSupport.park(this);
        clearInterrupt();
      }
      sleeper = null;
      LockSupport.parkNanos(this, closed ? 0 : LINGER_NANOS);
    } while (!mayEnd());
  }

  private synchronized boolean mayEnd() {
    boolean ends = closed || outstanding.get() == 0;
    if (ends) {
      thread = null;
    }
    return ends;
  }

  /** Ignores interrupts: nothing but the end of all tasks ends the thread. */
  @SuppressWarnings({"CheckReturnValue", "ReturnValueIgnored"}) // called for its effect
  private static void clearInterrupt() {
    Thread.interrupted();
  }

  /** Ends the thread, because the pool has ended. */
  synchronized void close() {
    closed = true;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /** Returns a listener that ends a task after another one has been called. */
  ResultListener endedAfter(ResultListener listener) {
    if (!enabled) {
      return listener;
    }
    return result -> {
      try {
        listener.onResult(result);
      } finally {
        ended();
      }
    };
  }

  /**
   * Runs a submission that counts as a task until {@link #ended} is called, or as none if it
   * throws.
   */
  <T> T counting(Supplier<T> submission) {
    begun();
    try {
      return submission.get();
    } catch (RuntimeException | Error e) {
      ended();
      throw e;
    }
  }
}
