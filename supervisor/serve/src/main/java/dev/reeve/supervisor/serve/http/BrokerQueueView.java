package dev.reeve.supervisor.serve.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The last look at a queue that several servers share; there may be none. Thread-safe. */
final class BrokerQueueView {
  private static final long LONGEST_WAIT_SECONDS = 5;

  private volatile BrokerQueue.@Nullable Look look;
  private volatile List<BrokerQueue> last = List.of();

  /** Sets how to look at it. */
  void attach(BrokerQueue.Look at) {
    look = at;
  }

  /** Looks again; if that takes too long, what was seen last stays. */
  CompletableFuture<Void> refresh() {
    BrokerQueue.Look at = look;
    if (at == null) {
      return CompletableFuture.completedFuture(null);
    }
    return at.now()
        .orTimeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
        .handle(
            (seen, failure) -> {
              if (failure == null) {
                last = seen;
              }
              return null;
            });
  }

  /** Returns what was seen last. */
  List<BrokerQueue> last() {
    return last;
  }

  /** Returns it for people; null if there is no such queue. */
  @Nullable String text() {
    List<BrokerQueue> seen = last;
    return seen.isEmpty()
        ? null
        : seen.stream().map(BrokerQueue::text).collect(Collectors.joining("; "));
  }
}
