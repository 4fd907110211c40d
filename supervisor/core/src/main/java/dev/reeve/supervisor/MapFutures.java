package dev.reeve.supervisor;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The futures of whole maps that are not done. Like tasks, they keep the JVM alive, and a pool that
 * is closed waits for them: requests of theirs may still have to be read. Thread-safe.
 */
final class MapFutures {
  private final Executor callbacks;
  private final JvmKeeper keeper;
  private final Set<CompletableFuture<?>> outstanding = ConcurrentHashMap.newKeySet();

  /**
   * @param callbacks run the taking of results
   */
  MapFutures(Executor callbacks, JvmKeeper keeper) {
    this.callbacks = callbacks;
    this.keeper = keeper;
  }

  Executor callbacks() {
    return callbacks;
  }

  /**
   * Counts a future until it is done. Must be called before others add callbacks to it, which are
   * run first then.
   */
  @SuppressWarnings("CollectionUndefinedEquality") // a future equals itself only
  void add(CompletableFuture<?> future) {
    keeper.begun();
    outstanding.add(future);
    CompletableFuture<?> unused =
        future.whenComplete(
            (list, failure) -> {
              outstanding.remove(future);
              keeper.ended();
            });
  }

  /** Returns the number of futures that are not done. */
  int count() {
    return outstanding.size();
  }

  /**
   * Waits until all futures are done, or the pool has stopped and gives them no more results.
   *
   * @param nanos longest wait
   * @param stops what is done when the pool has stopped
   * @throws TimeoutException if neither is the case in time
   */
  void await(long nanos, CompletableFuture<?>... stops)
      throws InterruptedException, TimeoutException {
    CompletableFuture<?> done =
        CompletableFuture.allOf(outstanding.toArray(CompletableFuture[]::new));
    try {
      Object unused =
          CompletableFuture.anyOf(done, CompletableFuture.anyOf(stops))
              .get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) { // a map that has failed is done, and so is a pool
    }
  }
}
