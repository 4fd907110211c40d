package dev.reeve.worker.runtime;

import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.FromWorker.SubmitTask;
import dev.reeve.protocol.RawJson;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.Json;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.TaskHandler;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What handlers ask the supervisor to run, and its answers. Any thread. */
final class Submissions {
  private static final String PREFIX = "submit-";

  private final Outbox outbox;
  private @Nullable RecordMapper mapper; // made when it is needed; guarded by this
  private final AtomicLong numbers = new AtomicLong();
  private final Map<String, CompletableFuture<Json>> pending = new ConcurrentHashMap<>();
  private final CallbackThreads callbacks = new CallbackThreads();

  /** Why nobody answers any more; null as long as somebody does. */
  private volatile @Nullable String abandoned;

  Submissions(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Sends a request.
   *
   * @param running the request to run a task on whose behalf it is
   * @throws IllegalArgumentException if the payload is no JSON, or too long for a message
   */
  CompletableFuture<Json> submit(RequestId running, String handler, Json payload) {
    RawJson json = RawJson.compact(payload.utf8(), 0, payload.utf8().length);
    String id = PREFIX + numbers.incrementAndGet();
    CompletableFuture<Json> answer = new CompletableFuture<>();
    pending.put(id, answer);
    try {
      outbox.post(new SubmitTask(RequestId.of(id), running, handler, json));
      outbox.flush();
    } catch (FrameTooLongException e) {
      pending.remove(id);
      throw new IllegalArgumentException("the request is too long: " + e.getMessage(), e);
    }
    String why = abandoned;
    if (why != null) {
      giveUp(id, why);
    }
    return answer;
  }

  /** As above, with the types of a handler's class. */
  @SuppressWarnings("unchecked") // the result is read as the type that the class names
  <Q, R> CompletableFuture<R> submit(
      RequestId running, Class<? extends TaskHandler<Q, R>> handler, @Nullable Q request) {
    HandlerName name = handler.getAnnotation(HandlerName.class);
    String called = name == null ? handler.getName() : name.value();
    return submit(running, called, write(request)).thenApply(result -> (R) read(result, handler));
  }

  private synchronized Json write(@Nullable Object request) {
    try {
      return request instanceof Json json ? json : Json.ofUtf8(mapper().write(request));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the request can't be sent: " + e.getMessage(), e);
    }
  }

  private synchronized @Nullable Object read(Json result, Class<?> handler) {
    return mapper().readResult(result, handler);
  }

  private synchronized RecordMapper mapper() {
    RecordMapper made = mapper;
    if (made == null) {
      made = new RecordMapper();
      mapper = made;
    }
    return made;
  }

  /** Nobody answers any more: who waits is told so, and who asks later. Any thread. */
  void abandon(String why) {
    abandoned = why;
    pending.keySet().forEach(id -> giveUp(id, why));
  }

  private void giveUp(String id, String why) {
    CompletableFuture<Json> answer = pending.remove(id);
    if (answer != null) {
      callbacks.run(() -> answer.completeExceptionally(refused(why)));
    }
  }

  private static TaskFailedException refused(String why) {
    return new TaskFailedException("SubmissionRefused", why);
  }

  /** The supervisor has answered; false if it was nothing asked here. */
  boolean answered(ToWorker.Success response) {
    CompletableFuture<Json> answer = take(response.id());
    if (answer != null) {
      callbacks.run(() -> answer.complete(Json.ofUtf8(response.result().utf8())));
    }
    return answer != null;
  }

  /** As above, with an error. */
  boolean answered(ToWorker.Failure response) {
    CompletableFuture<Json> answer = take(response.id());
    if (answer != null) {
      callbacks.run(() -> answer.completeExceptionally(exception(response.error())));
    }
    return answer != null;
  }

  private @Nullable CompletableFuture<Json> take(RequestId id) {
    return id.text() == null ? null : pending.remove(id.text());
  }

  private static TaskFailedException exception(RpcError error) {
    ErrorData data = error.data();
    return data == null
        ? refused(error.message())
        : new TaskFailedException(
            data.type(),
            data.message() == null ? error.message() : data.message(),
            data.exitCode(),
            data.signal(),
            data.stderrTail());
  }
}
