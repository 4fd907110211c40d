package dev.reeve.worker.runtime;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.SharedObjects;
import dev.reeve.worker.Json;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request to run a task, from its arrival to its response; what its handler sees of it. */
public final class AttemptContext implements TaskContext {
  private final ToWorker.RunTask request;
  private final long graceMillis;
  private final Outbox outbox;
  private final SupervisorRequests requests;
  private final Interruption interruption = new Interruption();
  private final Progress progress;
  private Submissions.@Nullable Asker asker; // guarded by this
  private long elapsedNanos = -1;

  AttemptContext(
      ToWorker.RunTask request, long graceMillis, Outbox outbox, SupervisorRequests requests) {
    this.request = request;
    this.requests = requests;
    this.graceMillis = graceMillis;
    this.outbox = outbox;
    this.progress = new Progress(request.id(), outbox);
  }

  public ToWorker.RunTask request() {
    return request;
  }

  public RequestId id() {
    return request.id();
  }

  /** Any thread; harmless before the handler's code and after it. */
  void cancel() {
    interruption.cancel();
  }

  /** The handler's code runs from now on, on the current thread. */
  public void begin() {
    interruption.open();
  }

  /** The handler returned or threw, so long after it was called. */
  public void handled(long nanos) {
    elapsedNanos = nanos;
  }

  /** How long the handler ran; −1 as long as it has not, or if it was never called. Task thread. */
  public long elapsedNanos() {
    return elapsedNanos;
  }

  /** The handler's code has ended. */
  public void end() {
    interruption.shut();
    progress.end();
    releaseForgotten();
  }

  /** A thread that went on to the next task with a lock would have it there, too. */
  private void releaseForgotten() {
    List<String> forgotten = requests.sharing().releaseForgotten();
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
    return requests.submissions().submit(asker(), handler, payload);
  }

  @Override
  public <Q, R> CompletableFuture<R> submit(
      Class<? extends TaskHandler<Q, R>> handler, @Nullable Q request) {
    return requests.submissions().submit(asker(), handler, request);
  }

  private synchronized Submissions.Asker asker() {
    Submissions.Asker made = asker;
    if (made == null) {
      made = requests.submissions().asker(id());
      asker = made;
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
