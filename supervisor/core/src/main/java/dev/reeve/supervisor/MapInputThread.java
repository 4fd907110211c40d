package dev.reeve.supervisor;

import java.lang.ref.Cleaner;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The reading of a map's input by a thread of its own, for inputs that may wait, even for earlier
 * results. The thread starts when the first result is asked for. {@link #abandon} may be called by
 * any thread, all other methods by the one that asks for results.
 */
final class MapInputThread implements MapReading {
  /** Longest time that {@link #close} waits for an input that has been interrupted. */
  private static final long CLOSE_MILLIS = 2_000;

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final MapInput<?> input;
  private final Set<MapInputThread> running;
  private @Nullable Thread thread; // guarded by this
  private volatile long most;
  private volatile long read; // written by the reading thread only
  private volatile boolean sleeps;
  private volatile boolean closed; // written under the lock

  /** Created at the first map that needs it. */
  private static final class Dropped {
    static final Cleaner CLEANER = Cleaner.create();
  }

  /**
   * @param running contains this while the thread runs
   */
  MapInputThread(MapInput<?> input, Set<MapInputThread> running) {
    this.input = input;
    this.running = running;
  }

  /** Ends the reading when the results are no longer referenced. */
  void endWhenDropped(ResultStream<?> results) {
    Cleaner.Cleanable unused = Dropped.CLEANER.register(results, () -> abandon(null));
  }

  @Override
  public void readUpTo(long newMost, int step) {
    most = newMost;
    if (read == 0) {
      start();
    }
    if (sleeps && newMost - read >= step) {
      LockSupport.unpark(thread());
    }
  }

  private synchronized void start() {
    if (thread == null && !closed) {
      Thread reader = new Thread(this::run, "reeve-map-input-" + NUMBERS.incrementAndGet());
      reader.setDaemon(true);
      reader.start();
      thread = reader;
    }
  }

  private synchronized @Nullable Thread thread() {
    return thread;
  }

  private void run() {
    running.add(this);
    try {
      readAll();
    } finally {
      running.remove(this);
    }
  }

  private void readAll() {
    long count = 0;
    while (!closed) {
      if (count >= most) {
        sleep();
      } else if (input.readNext()) {
        read = ++count;
      } else {
        return;
      }
    }
    clearInterrupt(); // closing the input must not fail because of it
    input.end();
  }

  private void sleep() {
    sleeps = true;
    if (read >= most && !closed) {
      LockSupport.park(this);
    }
    sleeps = false;
    if (!closed) {
      clearInterrupt(); // one that the input has set would keep this thread awake
    }
  }

  /** Ignores an interrupt; {@link #abandon} interrupts under the lock. */
  @SuppressWarnings({"CheckReturnValue", "ReturnValueIgnored"}) // called for its effect
  private synchronized void clearInterrupt() {
    Thread.interrupted();
  }

  /**
   * Interrupts the thread, so that it reads no further and closes the input.
   *
   * @param reason what the asking thread gets instead of further results; null for nothing
   */
  void abandon(@Nullable RuntimeException reason) {
    input.endWith(reason);
    interrupt();
  }

  private synchronized void interrupt() {
    if (!closed) {
      closed = true;
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  /** Also interrupts the thread and waits for its end, but not for long. */
  @Override
  public void close() {
    input.cancelAll();
    interrupt();
    Thread reader = thread();
    if (reader == null) {
      input.end();
    } else if (Thread.currentThread() != reader) {
      join(reader);
    }
  }

  private static void join(Thread reader) {
    try {
      reader.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
