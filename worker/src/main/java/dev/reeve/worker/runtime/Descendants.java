package dev.reeve.worker.runtime;

import dev.reeve.os.ProcessEntry;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The processes that this one has started, and those that they have. */
final class Descendants {
  private static final long POLITE_MILLIS = 300;
  private static final long BETWEEN_KILLS_MILLIS = 100;

  /** Who forks faster than that is not to be ended. */
  private static final int KILLS = 10;

  private Descendants() {}

  /** Asks all to end, kills those that have not within 0.3 s. Any thread. */
  static void end() {
    try {
      Set<ProcessHandle> left = living();
      if (left.isEmpty()) {
        return;
      }
      left.forEach(ProcessHandle::destroy);
      awaitEnd(left, POLITE_MILLIS);
      left.addAll(living());
      for (int kills = 0; kills < KILLS && !left.isEmpty(); kills++) {
        left.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(left, BETWEEN_KILLS_MILLIS);
        left = living(); // it may have forked while it was killed
      }
    } catch (RuntimeException e) {
      System.err.println("reeve worker: can't end the processes its handlers started: " + e);
    }
  }

  /**
   * Others may be ending the same processes at this moment, a parent before its child: so those
   * whose parents have gone count, too.
   */
  private static Set<ProcessHandle> living() {
    Set<ProcessHandle> living = new LinkedHashSet<>();
    ProcessHandle.current().descendants().filter(Descendants::runs).forEach(living::add);
    living.addAll(OrphanedChildren.find());
    return living;
  }

  /** For the JDK a process that nobody has reaped yet is alive. */
  private static boolean runs(ProcessHandle process) {
    ProcessEntry entry = ProcessEntry.read(process.pid());
    return entry == null ? process.isAlive() : !entry.hasEnded();
  }

  private static void awaitEnd(Set<ProcessHandle> processes, long millis) {
    CompletableFuture<?>[] ends =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // those that are left are killed by the caller
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
