package dev.reeve.supervisor.serve.queue;

import dev.reeve.json.Json;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The future of a record, made when it is asked for. Thread-safe; callers need no locks. */
final class EndFuture {
  private @Nullable CompletableFuture<Json> waiting;
  private @Nullable Throwable failure;
  private boolean completed;

  /** Returns a future; null if {@link #complete} was called. */
  synchronized @Nullable CompletableFuture<Json> get() {
    if (completed) {
      return null;
    }
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    waiting = waiting == null ? new CompletableFuture<>() : waiting;
    return waiting.copy();
  }

  /** Completes the futures. Nothing of the record is kept. */
  void complete(Json record) {
    CompletableFuture<Json> future;
    synchronized (this) {
      completed = true;
      future = waiting;
      waiting = null;
    }
    if (future != null) {
      future.complete(record);
    }
  }

  /** Fails the futures, also later ones, unless they are completed. */
  void fail(Throwable reason) {
    CompletableFuture<Json> future;
    synchronized (this) {
      if (completed) {
        return;
      }
      failure = reason;
      future = waiting;
      waiting = null;
    }
    if (future != null) {
      future.completeExceptionally(reason);
    }
  }
}
