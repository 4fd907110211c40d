package dev.reeve.supervisor.relay;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that complete futures and so run their callbacks. One thread at a time makes the
 * completions, in their order. If a callback waits for 10 ms, or runs for 100 ms, while others are
 * held up, another thread goes on with those; so there may be as many threads as callbacks that
 * block. Threads without work end after 10 s.
 */
public final class CompletionThreads {
  private static final long KEEP_SECONDS = 10;
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Time that a callback may wait while completions are held up. */
  private static final long PATIENCE_NANOS = 10_000_000;

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  /** Number of completions that wait, and of the one that the present turn makes. */
  private final AtomicInteger open = new AtomicInteger();

  private final AtomicBoolean watched = new AtomicBoolean();
  private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEEP_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          CallbackThread::new);
  private final long patience;
  private volatile @Nullable Thread watcher;
  private volatile CompletionTurn turn = new CompletionTurn();

  public CompletionThreads() {
    this(PATIENCE_NANOS);
  }

  CompletionThreads(long patience) {
    this.patience = patience;
  }

  private final class CallbackThread extends Thread {
    CallbackThread(Runnable body) {
      super(body, "reeve-callback-" + NUMBERS.incrementAndGet());
      setDaemon(true);
      setContextClassLoader(loader);
    }

    private boolean belongsTo(CompletionThreads owner) {
      return owner == CompletionThreads.this;
    }
  }

  /** Makes a completion on one of the threads; after {@link #close}, on the caller's. */
  public void run(Runnable completion) {
    waiting.add(completion);
    if (open.getAndIncrement() == 0) {
      beginTurn();
    } else if (!watched.get()) {
      startWatch();
    }
  }

  private void beginTurn() {
    CompletionTurn next = new CompletionTurn();
    turn = next;
    try {
      threads.execute(() -> next.run(waiting, open));
    } catch (RejectedExecutionException | OutOfMemoryError e) { // closed, or no thread can be had
      next.run(waiting, open);
    }
  }

  private void startWatch() {
    if (watched.compareAndSet(false, true)) {
      try {
        threads.execute(this::watch);
      } catch (RejectedExecutionException | OutOfMemoryError e) {
        watched.set(false); // the next completion tries again
      }
    }
  }

  /** Lets another thread go on whenever the present one is held up, as long as completions wait. */
  private void watch() {
    watcher = Thread.currentThread();
    TurnWatch watch = new TurnWatch(patience);
    while (open.get() > 1 && !threads.isShutdown()) {
      if (watch.takesOver(turn, System.nanoTime())) {
        if (open.decrementAndGet() > 0) {
          beginTurn();
        }
      } else {
        LockSupport.parkNanos(this, watch.nanos());
      }
    }
    watched.set(false);
    if (open.get() > 1 && !threads.isShutdown()) {
      startWatch(); // for a completion that came in between
    }
  }

  /** Returns a future that one of the threads completes when {@code source} has completed. */
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

  /** Makes the waiting completions, but does not wait for callbacks that block. */
  public void flush(long millis) throws InterruptedException {
    CountDownLatch last = new CountDownLatch(1);
    run(last::countDown);
    boolean unused = last.await(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Makes the waiting completions and waits for running callbacks, for 10 s at most, because a
   * callback may never end.
   */
  public void close() throws InterruptedException {
    if (Thread.currentThread() instanceof CallbackThread caller && caller.belongsTo(this)) {
      threads.shutdown(); // this callback must not wait for itself
      return;
    }
    long end = System.nanoTime() + CLOSE_NANOS;
    flush(TimeUnit.NANOSECONDS.toMillis(CLOSE_NANOS));
    threads.shutdown();
    LockSupport.unpark(watcher);
    boolean unused = threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
  }
}
