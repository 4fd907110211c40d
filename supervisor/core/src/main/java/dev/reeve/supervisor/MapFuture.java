package dev.reeve.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The future of all results of a map. No thread waits for it: each result that arrives has the
 * results taken that are there, and further requests read.
 */
final class MapFuture<R> {
  private final ResultStream<R> results;
  private final Executor callbacks;
  private final CompletableFuture<List<R>> future = new CompletableFuture<>();

  /** Arrivals that have not been looked at; the thread that raises it from 0 looks. */
  private final AtomicInteger arrivals = new AtomicInteger();

  private final List<R> all = new ArrayList<>(); // used by one thread after the other

  /**
   * @param callbacks run the taking of results
   */
  MapFuture(ResultStream<R> results, Executor callbacks) {
    this.results = results;
    this.callbacks = callbacks;
  }

  /** Returns the future, for which nothing is done before {@link #start}. */
  CompletableFuture<List<R>> future() {
    return future;
  }

  /** Begins to take results. */
  CompletableFuture<List<R>> start() {
    arrived();
    var unused = future.whenComplete((list, failure) -> arrived()); // perhaps by the caller
    return future;
  }

  /** Says that a result may be there; called by any thread, and never waits. */
  void arrived() {
    if (arrivals.getAndIncrement() == 0) {
      callbacks.execute(this::takeWhileTheyArrive);
    }
  }

  private void takeWhileTheyArrive() {
    int seen;
    do {
      seen = arrivals.get();
      take();
    } while (arrivals.addAndGet(-seen) != 0);
  }

  private void take() {
    if (future.isDone()) {
      results.close();
      return;
    }
    try {
      if (results.takeReady(all)) {
        future.complete(all);
      }
    } catch (RuntimeException | Error e) { // a request, its task, or the input failed
      future.completeExceptionally(e);
    }
  }
}
