package dev.reeve.worker.runtime;

import dev.reeve.json.Json;
import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.FromWorker.SubmitTask;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import dev.reeve.worker.FailedProcess;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.HandlerBinding;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The tasks that handlers submit to the supervisor, and their futures. Any thread. */
final class Submissions {
  private static final String ID_PREFIX = "submit-";

  private final Outbox outbox;
  private final AtomicLong submitted = new AtomicLong();
  private final Map<String, PendingTask> pending = new ConcurrentHashMap<>();
  private final Map<Class<?>, HandlerBinding> bindings = new ConcurrentHashMap<>();
  private CallbackThreads callbacks = new CallbackThreads(); // guarded by this

  /** Why the supervisor answers no more; null as long as it does. */
  private volatile @Nullable String abandoned;

  /**
   * An attempt that submits tasks.
   *
   * @param running the request whose task it runs
   * @param callbacks complete its futures
   */
  record Submitter(RequestId running, CallbackThreads callbacks) {}

  private record PendingTask(CompletableFuture<Json> future, CallbackThreads callbacks) {
    void complete(Json result) {
      callbacks.run(() -> future.complete(result));
    }

    void fail(TaskFailedException failure) {
      callbacks.run(() -> future.completeExceptionally(failure));
    }
  }

  Submissions(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Returns a submitter. Callbacks of an earlier attempt that still run do not delay its own. */
  synchronized Submitter submitter(RequestId running) {
    if (!callbacks.areIdle()) {
      callbacks = new CallbackThreads();
    }
    return new Submitter(running, callbacks);
  }

  /**
   * Submits a task.
   *
   * @throws IllegalArgumentException if the payload is not JSON, or too long for a message
   */
  CompletableFuture<Json> submit(Submitter submitter, String handler, Json payload) {
    Json checked = payload.checked();
    String id = ID_PREFIX + submitted.incrementAndGet();
    CompletableFuture<Json> future = new CompletableFuture<>();
    pending.put(id, new PendingTask(future, submitter.callbacks));
    try {
      outbox.post(new SubmitTask(RequestId.of(id), submitter.running, handler, checked));
      outbox.flush();
    } catch (FrameTooLongException e) {
      pending.remove(id);
      throw new IllegalArgumentException("the request is too long: " + e.getMessage(), e);
    }
    String reason = abandoned;
    if (reason != null) {
      abandon(id, reason);
    }
    return future;
  }

  /**
   * Submits a task, with the types that its handler's class declares.
   *
   * @throws IllegalArgumentException if the request has no JSON form, or none that the handler
   *     could read, or is too long for a message
   */
  @SuppressWarnings("unchecked") // the result is read as the type that the class declares
  <Q, R> CompletableFuture<R> submit(
      Submitter submitter, Class<? extends TaskHandler<Q, R>> handler, @Nullable Q request) {
    HandlerName name = handler.getAnnotation(HandlerName.class);
    HandlerBinding binding =
        bindings.computeIfAbsent(handler, unknown -> new HandlerBinding(handler));
    return submit(
            submitter,
            name == null ? handler.getName() : name.value(),
            binding.writeRequest(request))
        .thenApply(result -> (R) binding.readResult(result));
  }

  /** Fails the pending futures and all later ones: the supervisor answers no more. Any thread. */
  void abandon(String reason) {
    abandoned = reason;
    pending.keySet().forEach(id -> abandon(id, reason));
  }

  private void abandon(String id, String reason) {
    PendingTask task = pending.remove(id);
    if (task != null) {
      task.fail(refused(reason));
    }
  }

  private static TaskFailedException refused(String reason) {
    return new TaskFailedException("SubmissionRefused", reason);
  }

  /** Passes on a result; returns false if no task with this id is pending. */
  boolean answered(ToWorker.Success response) {
    PendingTask task = take(response.id());
    if (task != null) {
      task.complete(response.result());
    }
    return task != null;
  }

  /** Passes on an error; returns false if no task with this id is pending. */
  boolean answered(ToWorker.Failure response) {
    PendingTask task = take(response.id());
    if (task != null) {
      task.fail(exception(response.error()));
    }
    return task != null;
  }

  private @Nullable PendingTask take(RequestId id) {
    return id.text() == null ? null : pending.remove(id.text());
  }

  private static TaskFailedException exception(RpcError error) {
    ErrorData data = error.data();
    return data == null
        ? refused(error.message())
        : new TaskFailedException(
            data.type(),
            data.message() == null ? error.message() : data.message(),
            new FailedProcess(
                data.exitCode(), data.signal(), data.stdoutTail(), data.stderrTail()));
  }
}
