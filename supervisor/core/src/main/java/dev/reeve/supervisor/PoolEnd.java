package dev.reeve.supervisor;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.text.Durations;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The end of a pool: what stops it, and what waits for its end. Thread-safe. */
final class PoolEnd {
  /** Longest time that the end of a run waits for the archive that speeds up the next one. */
  private static final Duration LONGEST_ARCHIVE_WAIT = Duration.ofSeconds(10);

  private final SupervisorParts parts;
  private final @Nullable Duration closeLimit;
  private final @Nullable ProgramEnd programEnd; // null without a shutdown hook
  private final AtomicBoolean noMoreTasks = new AtomicBoolean();
  private final PoolTermination termination = new PoolTermination(this);
  private final boolean common;

  PoolEnd(SupervisorParts parts, EndOptions options, Duration grace) {
    this.parts = parts;
    this.closeLimit = options.closeLimit();
    this.common = options.common();
    this.programEnd =
        options.shutdownHook() ? new ProgramEnd(parts, options.daemon(), grace) : null;
  }

  /** Begins to watch for the end of the JVM. */
  void watchProgram() {
    if (programEnd != null) {
      programEnd.watch();
    }
  }

  private void watchProgramNoMore() {
    if (programEnd != null) {
      programEnd.watchNoMore();
    }
  }

  /** Returns this if one part of the program may end the pool, which is not the common one. */
  PoolEnd byCaller() {
    requireOwned();
    return this;
  }

  /**
   * Checks that one part of the program may end, pause or resize the pool.
   *
   * @throws IllegalStateException if it is the common pool
   */
  void requireOwned() {
    if (common) {
      throw new IllegalStateException(
          "the common pool cannot be ended, paused or resized, because other parts of the program"
              + " may use it; cancel your own futures, or start a pool of your own by"
              + " Supervisor.builder()");
    }
  }

  /**
   * Checks that the pool takes tasks.
   *
   * @throws IllegalStateException after {@link #finish}, {@link #close} or a shutdown
   */
  void requireOpen() {
    if (noMoreTasks.get()) {
      throw new IllegalStateException(
          "the supervisor takes no more tasks: finish(), shutdown() or close() was called");
    }
  }

  /** Refuses further tasks. */
  void takeNoMore() {
    noMoreTasks.set(true);
  }

  /** Returns whether further tasks are refused, or skipped because the pool is stopping. */
  boolean isShutdown() {
    return noMoreTasks.get() || parts.loop().stopping().isDone();
  }

  PoolTermination termination() {
    return termination;
  }

  /** Skips waiting tasks and gives running ones the grace period. */
  void drain(String reason) {
    parts.launcher().stopPreparing();
    parts.loop().drain(reason);
    parts.processes().drain(reason);
  }

  /** Skips waiting tasks and kills all workers. */
  void stopNow(String reason) {
    parts.launcher().stopPreparing();
    parts.loop().stopNow(reason);
    parts.processes().stopNow(reason);
  }

  /**
   * Waits for the end of all tasks and processes. The pool ends after the processes that are
   * joined, because they use its shared objects, and before the daemons.
   */
  RunSummary finish() throws InterruptedException {
    try {
      RunSummary summary = awaitSummary();
      watchProgramNoMore();
      boolean completed = summary.ending() == RunEnding.COMPLETED;
      parts.launcher().awaitPreparing(completed ? LONGEST_ARCHIVE_WAIT : Duration.ZERO);
      parts.launcher().close();
      parts.relays().close();
      parts.tasks().keeper().close();
      termination.finished();
      return summary;
    } catch (ExecutionException e) {
      watchProgramNoMore();
      parts.relays().endProgress(null);
      parts.sharedObjects().close();
      parts.tasks().keeper().close();
      parts.launcher().awaitPreparing(Duration.ZERO);
      termination.finished();
      throw new IllegalStateException(
          "the pool was stopped by a fault of Reeve: " + e.getCause(), e.getCause());
    }
  }

  /** Waits for the end of all tasks and processes; takes no further tasks. */
  private RunSummary awaitSummary() throws InterruptedException, ExecutionException {
    noMoreTasks.set(true);
    parts.processes().join();
    awaitMaps();
    parts.loop().noMoreTasks();
    RunSummary summary = parts.processes().finish(parts.loop().ended().get());
    parts.relays().endProgress(summary);
    parts.maps().end();
    parts.sharedObjects().close();
    return summary;
  }

  private void awaitMaps() throws InterruptedException {
    try {
      awaitMaps(Long.MAX_VALUE);
    } catch (TimeoutException e) {
      throw new IllegalStateException("292 years are over", e);
    }
  }

  /** Waits until all futures of whole maps are done, because their tasks are yet to come. */
  private void awaitMaps(long nanos) throws InterruptedException, TimeoutException {
    parts.maps().futures().await(nanos, parts.loop().stopping(), parts.loop().ended());
  }

  /** Waits as {@link #finish} does, while the JVM ends. */
  void awaitEnd() throws InterruptedException {
    try {
      RunSummary unused = awaitSummary();
    } catch (ExecutionException e) {
      parts.sharedObjects().close(); // the fault was logged, and no worker is left
    }
  }

  /**
   * Finishes, unless it is the common pool. If this thread is interrupted, stops at once and sets
   * the interrupt again.
   */
  void close() {
    boolean interrupted = false;
    while (!common) {
      try {
        if (closeLimit != null && !interrupted) {
          stopAfter(closeLimit);
        }
        RunSummary unused = finish();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        stopNow("the thread that closes the supervisor was interrupted");
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end of all tasks; stops them in order when the limit has passed. */
  private void stopAfter(Duration limit) throws InterruptedException {
    long start = System.nanoTime();
    noMoreTasks.set(true);
    try {
      if (parts.processes().join(limit)) {
        awaitMaps(left(limit, start));
        parts.loop().noMoreTasks();
        RunSummary unused = parts.loop().ended().get(left(limit, start), TimeUnit.NANOSECONDS);
        return;
      }
    } catch (ExecutionException e) {
      return; // finish() reports the fault
    } catch (TimeoutException e) { // what is left is stopped
    }
    drain("the limit of %s for close() has passed".formatted(Durations.text(limit)));
  }

  private static long left(Duration limit, long start) {
    return WaitNanos.of(limit.minusNanos(System.nanoTime() - start));
  }
}
