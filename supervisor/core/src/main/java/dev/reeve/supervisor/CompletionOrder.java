package dev.reeve.supervisor;

import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An iterator over futures in the order in which they are done. Used by one thread. */
final class CompletionOrder<F extends CompletableFuture<?>> implements Iterator<F> {
  private final BlockingQueue<F> done = new LinkedBlockingQueue<>();
  private int left;

  /**
   * @param futures each once
   */
  CompletionOrder(Collection<F> futures) {
    left = futures.size();
    for (F future : futures) {
      CompletableFuture<?> unused = future.whenComplete((value, failure) -> done.add(future));
    }
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  /** Waits for the next future for a limited time; returns null if there is none. */
  @Nullable F poll(long nanos) throws InterruptedException {
    F future = done.poll(nanos, TimeUnit.NANOSECONDS);
    if (future != null) {
      left--;
    }
    return future;
  }

  @Override
  public F next() {
    if (left == 0) {
      throw new NoSuchElementException("all futures have been returned; call hasNext() first");
    }
    try {
      F future = done.take();
      left--;
      return future;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException("interrupted while waiting for a future", e);
    }
  }
}
