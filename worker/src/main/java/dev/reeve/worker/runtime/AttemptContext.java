package dev.reeve.worker.runtime;

import dev.reeve.json.Json;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.SharedObjects;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One attempt of a task, from the arrival of its request to its response. */
final class AttemptContext implements TaskContext {
  private final ToWorker.RunTask request;
  private final long graceMillis;
  private final Outbox outbox;
  private final SupervisorRequests requests;
  private final Interruption interruption = new Interruption();
  private final ProgressReporter progress;
  private final @Nullable AttemptBatch batch;
  private Submissions.@Nullable Submitter submitter; // guarded by this

  /**
   * @param batch that it belongs to; null if it is run alone
   */
  AttemptContext(
      ToWorker.RunTask request,
      @Nullable AttemptBatch batch,
      long graceMillis,
      Outbox outbox,
      SupervisorRequests requests) {
    this.request = request;
    this.batch = batch;
    this.requests = requests;
    this.graceMillis = graceMillis;
    this.outbox = outbox;
    this.progress = new ProgressReporter(request.id(), outbox);
  }

  ToWorker.RunTask request() {
    return request;
  }

  RequestId id() {
    return request.id();
  }

  /** Returns the batch that it belongs to; null if it is run alone. */
  @Nullable AttemptBatch batch() {
    return batch;
  }

  /** Returns whether one call of a handler may take this attempt and the other one. */
  boolean isTogetherWith(AttemptContext other) {
    return batch != null
        && batch == other.batch
        && request.handler().equals(other.request.handler());
  }

  /** Cancels the attempt. Interrupts the handler only while its code runs. Any thread. */
  void cancel() {
    interruption.cancel();
    if (batch != null) {
      batch.cancelled();
    }
  }

  /** Lets interrupts reach the current thread, which runs the handler's code from now on. */
  void begin() {
    interruption.open();
  }

  /** Ends interrupts and progress, and releases locks: the handler's code has ended. */
  void end() {
    interruption.shut();
    progress.end();
    releaseLocks();
  }

  /** Ends the progress of one item of a batch, because it has its answer. Any thread. */
  void answered() {
    progress.end();
    if (batch != null) {
      batch.answered(this);
    }
  }

  /** Releases the locks that the handler still holds; the next task must not have them. */
  void releaseLocks() {
    List<String> locks = requests.shared().releaseHeld();
    if (!locks.isEmpty()) {
      logger()
          .log(
              Level.WARNING,
              "the task ended without releasing its locks, which are released now: " + locks);
    }
  }

  @Override
  public String taskId() {
    return request.task();
  }

  @Override
  public int attempt() {
    return request.attempt();
  }

  @Override
  public boolean isCancelled() {
    return interruption.isCancelled();
  }

  @Override
  public Duration gracePeriod() {
    return Duration.ofMillis(graceMillis);
  }

  @Override
  public void progress(double fraction, @Nullable String message) {
    progress.report(fraction, message);
  }

  @Override
  public CompletableFuture<Json> submit(String handler, Json payload) {
    return requests.submissions().submit(submitter(), handler, payload);
  }

  @Override
  public <Q, R> CompletableFuture<R> submit(
      Class<? extends TaskHandler<Q, R>> handler, @Nullable Q request) {
    return requests.submissions().submit(submitter(), handler, request);
  }

  private synchronized Submissions.Submitter submitter() {
    Submissions.Submitter made = submitter;
    if (made == null) {
      made = requests.submissions().submitter(id());
      submitter = made;
    }
    return made;
  }

  @Override
  public SharedObjects shared() {
    return requests.shared().objects();
  }

  @Override
  public System.Logger logger() {
    return new TaskLogger(request.handler(), request.task(), outbox);
  }
}
