package dev.reeve.worker.runtime;

import dev.reeve.json.Json;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.SharedObjects;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.WorkerContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One attempt of a task, from the arrival of its request to its response. */
final class AttemptContext implements TaskContext {
  private final ToWorker.RunTask request;
  private final SessionContext worker;
  private final Interruption interruption = new Interruption();
  private final ProgressReporter progress;
  private final @Nullable AttemptBatch batch;
  private Submissions.@Nullable Submitter submitter; // guarded by this

  /**
   * @param batch that it belongs to; null if it is run alone
   */
  AttemptContext(ToWorker.RunTask request, @Nullable AttemptBatch batch, SessionContext worker) {
    this.request = request;
    this.batch = batch;
    this.worker = worker;
    this.progress = new ProgressReporter(request.id(), worker.outbox());
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
    worker.releaseLocks("the task", logger());
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
    return worker.gracePeriod();
  }

  @Override
  public void progress(double fraction, @Nullable String message) {
    progress.report(fraction, message);
  }

  @Override
  public CompletableFuture<Json> submit(String handler, Json payload) {
    return worker.submissions().submit(submitter(), handler, payload);
  }

  @Override
  public <Q, R> CompletableFuture<R> submit(
      Class<? extends TaskHandler<Q, R>> handler, @Nullable Q request) {
    return worker.submissions().submit(submitter(), handler, request);
  }

  private synchronized Submissions.Submitter submitter() {
    Submissions.Submitter made = submitter;
    if (made == null) {
      made = worker.submissions().submitter(id());
      submitter = made;
    }
    return made;
  }

  @Override
  public SharedObjects shared() {
    return worker.shared();
  }

  @Override
  public System.Logger logger() {
    return new TaskLogger(request.handler(), request.task(), worker.outbox());
  }

  @Override
  public WorkerContext worker() {
    return worker;
  }
}
