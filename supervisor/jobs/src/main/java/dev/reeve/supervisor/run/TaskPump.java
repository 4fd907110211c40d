package dev.reeve.supervisor.run;

import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskSource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread {@code reeve-input}, which reads tasks and hands those that have to run to the pool,
 * as fast as the window allows. After {@link #stop} a source of known length is still read to its
 * end, because every task of it gets a record; a stream is left where it is, even in the middle of
 * a read that may never return.
 */
final class TaskPump {

  /** The thread's activity; guarded by this object's lock. */
  private enum State {
    READING,
    HANDING_OVER,
    ENDED
  }

  private final TaskSource source;
  private final Handover handover;
  private final long total;
  private final Thread thread = new Thread(this::run, "reeve-input");

  /** Completed under this object's lock when no more tasks are handed over. */
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private State state = State.READING;
  private boolean stopped;
  private volatile @Nullable Throwable failure;

  TaskPump(TaskSource source, Handover handover) {
    this.source = source;
    this.handover = handover;
    this.total = source.totalTasks();
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (beginRead()) {
        SourceEntry entry = source.next();
        if (entry == null || !beginHandover()) {
          break;
        }
        handover.handOver(entry);
      }
      end(null);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      end(e);
    }
  }

  /** Returns false if no further task is wanted. */
  private synchronized boolean beginRead() {
    state = State.READING;
    return !leavesRest() && !ended.isDone();
  }

  /** Returns false if the task that was read is not wanted. */
  private synchronized boolean beginHandover() {
    state = State.HANDING_OVER;
    boolean unused = Thread.interrupted(); // it was to end the read alone
    return !ended.isDone();
  }

  /** Ignores a failure that ending the read has caused, or that comes after {@link #abandon}. */
  private synchronized void end(@Nullable Throwable cause) {
    boolean isStopped = cause instanceof InterruptedException && leavesRest();
    state = State.ENDED;
    if (!ended.isDone()) {
      failure = isStopped ? null : cause;
      ended.complete(null);
    }
  }

  private boolean leavesRest() {
    return stopped && total == TaskSource.UNKNOWN;
  }

  /**
   * Ends the reading of a stream. A task that has been read is still handed over; one that has not
   * been read stays in the stream.
   */
  synchronized void stop() {
    stopped = true;
    if (leavesRest() && state == State.READING && !source.stopReading(thread)) {
      ended.complete(null);
    }
  }

  /**
   * Ends {@link #await} at once: a pool that has failed takes no task that is still being handed
   * over.
   */
  synchronized void abandon() {
    if (state == State.HANDING_OVER) {
      thread.interrupt();
    } else if (state == State.READING) {
      boolean unused = source.stopReading(thread);
    }
    ended.complete(null);
  }

  /** Bounds {@link #await}: an output that stalls makes no room in the window. */
  void abandon(Duration limit) {
    CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
        .execute(this::abandon);
  }

  /** Waits until no more tasks will be handed over. */
  void await() throws InterruptedException {
    try {
      ended.get();
    } catch (ExecutionException e) {
      throw new AssertionError("completed only normally", e);
    }
  }

  /** Returns why reading ended early; null if it did not. */
  @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Returns the number of tasks that run, as far as is known: fewer as more are found to be done;
   * {@link TaskSource#UNKNOWN} for a stream.
   */
  long tasksToRun() {
    return total == TaskSource.UNKNOWN ? TaskSource.UNKNOWN : total - handover.alreadyDone();
  }
}
