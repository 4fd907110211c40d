package dev.reeve.supervisor.serve.http;

import dev.reeve.supervisor.control.RunControl;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.TaskState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** The parts of a server that all calls need. Thread-safe. */
final class ServerContext {
  private final BrokerQueueView shared = new BrokerQueueView();

  /** A task that is on its way from the queue to the pool is not known to either for a moment. */
  private static final long RETRY_MILLIS = 20;

  private static final int MOST_RETRIES = 500;

  private final HttpLimits limits;
  private final Executor threads;
  private final Scheduler scheduler;
  private volatile @Nullable RunControl control;
  private volatile Consumer<String> delivery = id -> {};
  private volatile boolean draining;

  /**
   * @param threads for work that depends on others
   */
  ServerContext(HttpLimits limits, Executor threads, Scheduler scheduler) {
    this.limits = limits;
    this.threads = threads;
    this.scheduler = scheduler;
  }

  HttpLimits limits() {
    return limits;
  }

  Executor threads() {
    return threads;
  }

  /** Calls an action on one of the threads after a while. */
  void later(long millis, Runnable action) {
    Scheduler.Task unused =
        scheduler.schedule(() -> threads.execute(action), millis, TimeUnit.MILLISECONDS);
  }

  /** Sets the run, once there is one. */
  void attach(RunControl run) {
    control = run;
  }

  /** Returns the run; null before its start. */
  @Nullable RunControl control() {
    return control;
  }

  /** Returns the run; refuses the call before its start. */
  RunControl requireControl() throws ProblemException {
    RunControl run = control;
    if (run == null) {
      throw new ProblemException(
          Problem.of(503, "starting", "The server is about to start", "try again in a moment")
              .header("Retry-After", "1"));
    }
    return run;
  }

  /** Notes that the server is about to end. */
  void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  /**
   * Ends a task that the run has taken. The future has the outcome; it is {@link
   * CancelOutcome#UNKNOWN} if the task has ended before.
   */
  CompletableFuture<CancelOutcome> cancel(QueuedTask task) {
    CompletableFuture<CancelOutcome> found = new CompletableFuture<>();
    cancel(task, MOST_RETRIES, found);
    return found;
  }

  private void cancel(QueuedTask task, int retries, CompletableFuture<CancelOutcome> found) {
    RunControl run = control;
    if (run == null || task.state() == TaskState.ENDED || retries == 0) {
      boolean unused = found.complete(CancelOutcome.UNKNOWN);
      return;
    }
    CompletableFuture<Void> unused =
        run.cancel(task.id())
            .thenAccept(
                outcome -> {
                  if (outcome == CancelOutcome.UNKNOWN) {
                    later(RETRY_MILLIS, () -> cancel(task, retries - 1, found));
                  } else {
                    found.complete(outcome);
                  }
                })
            .exceptionally(
                failure -> {
                  found.completeExceptionally(failure);
                  return null;
                });
  }

  /** Sets who is told the id of each task whose record a caller has got. */
  void onDelivery(Consumer<String> listener) {
    delivery = listener;
  }

  /** Notes that a caller has got the record of a task. */
  void delivered(String taskId) {
    delivery.accept(taskId);
  }

  /** Returns the view of a queue that several servers share. */
  BrokerQueueView shared() {
    return shared;
  }
}
