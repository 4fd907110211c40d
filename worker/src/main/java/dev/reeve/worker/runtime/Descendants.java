package dev.reeve.worker.runtime;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The processes that this one has started, and those that they have. */
final class Descendants {
  private static final long POLITE_MILLIS = 300;

  private Descendants() {}

  /** Asks all to end, kills those that have not within 0.3 s. Any thread. */
  static void end() {
    try {
      Set<ProcessHandle> left = living();
      if (left.isEmpty()) {
        return;
      }
      left.forEach(ProcessHandle::destroy);
      awaitEnd(left);
      left.addAll(living());
      left.forEach(ProcessHandle::destroyForcibly);
    } catch (RuntimeException e) {
      System.err.println("reeve worker: can't end the processes its handlers started: " + e);
    }
  }

  private static Set<ProcessHandle> living() {
    Set<ProcessHandle> living = new LinkedHashSet<>();
    ProcessHandle.current().descendants().forEach(living::add);
    return living;
  }

  private static void awaitEnd(Set<ProcessHandle> processes) {
    CompletableFuture<?>[] ends =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(POLITE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // those that are left are killed by the caller
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
