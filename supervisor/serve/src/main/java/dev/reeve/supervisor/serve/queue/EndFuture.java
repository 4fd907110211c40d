package dev.reeve.supervisor.serve.queue;

import dev.reeve.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The futures of a record, one for each call that waits for it. One that has ended otherwise, such
 * as by a time limit, is not held any more. Thread-safe; callers need no locks.
 */
final class EndFuture {
  private @Nullable List<CompletableFuture<Json>> waiting;
  private @Nullable Throwable failure;
  private boolean completed;

  /** Returns a new future; null if {@link #complete} was called. */
  @Nullable CompletableFuture<Json> get() {
    CompletableFuture<Json> future = new CompletableFuture<>();
    synchronized (this) {
      if (completed) {
        return null;
      }
      if (failure != null) {
        return CompletableFuture.failedFuture(failure);
      }
      waiting = waiting == null ? new ArrayList<>() : waiting;
      waiting.add(future);
    }
    CompletableFuture<Json> unused = future.whenComplete((record, e) -> remove(future));
    return future;
  }

  private synchronized void remove(CompletableFuture<Json> future) {
    if (waiting != null) {
      waiting.removeIf(each -> each == future);
    }
  }

  /** Notes that the record can be read. */
  synchronized void complete() {
    completed = true;
  }

  /** Completes the futures. Nothing of the record is kept. */
  void complete(Json record) {
    List<CompletableFuture<Json>> futures;
    synchronized (this) {
      completed = true;
      futures = takeAll();
    }
    futures.forEach(future -> future.complete(record));
  }

  /** Fails the futures, also later ones, unless they are completed. */
  void fail(Throwable reason) {
    List<CompletableFuture<Json>> futures;
    synchronized (this) {
      if (completed) {
        return;
      }
      failure = reason;
      futures = takeAll();
    }
    futures.forEach(future -> future.completeExceptionally(reason));
  }

  private List<CompletableFuture<Json>> takeAll() {
    List<CompletableFuture<Json>> all = waiting == null ? List.of() : waiting;
    waiting = null;
    return all;
  }

  /** Returns the number of futures that wait. */
  synchronized int size() {
    return waiting == null ? 0 : waiting.size();
  }
}
