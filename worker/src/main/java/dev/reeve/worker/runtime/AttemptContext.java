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

/** One request to run a task, from its arrival to its response; what its handler sees of it. */
final class AttemptContext implements TaskContext {
  private final ToWorker.RunTask request;
  private final long graceMillis;
  private final Outbox outbox;
  private final SupervisorRequests requests;
  private final Interruption interruption = new Interruption();
  private final Progress progress;
  private Submissions.@Nullable Submitter submitter; // guarded by this

  AttemptContext(
      ToWorker.RunTask request, long graceMillis, Outbox outbox, SupervisorRequests requests) {
    this.request = request;
    this.requests = requests;
    this.graceMillis = graceMillis;
    this.outbox = outbox;
    this.progress = new Progress(request.id(), outbox);
  }

  ToWorker.RunTask request() {
    return request;
  }

  RequestId id() {
    return request.id();
  }

  /** Any thread; harmless before the handler's code and after it. */
  void cancel() {
    interruption.cancel();
  }

  /** The handler's code runs from now on, on the current thread. */
  void begin() {
    interruption.open();
  }

  /** The handler's code has ended. */
  void end() {
    interruption.shut();
    progress.end();
    releaseHeld();
  }

  /** A thread that went on to the next task with a lock would have it there, too. */
  private void releaseHeld() {
    List<String> forgotten = requests.sharing().releaseHeld();
    if (!forgotten.isEmpty()) {
      logger().log(Level.WARNING, "the task had not given back: lock " + forgotten);
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
    return requests.sharing().objects();
  }

  @Override
  public System.Logger logger() {
    return new TaskLogger(request.handler(), request.task(), outbox);
  }
}
