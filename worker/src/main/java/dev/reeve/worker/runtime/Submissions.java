package dev.reeve.worker.runtime;

import dev.reeve.json.RawJson;
import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.FromWorker.SubmitTask;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.Json;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.RecordMapper;
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
  private CallbackThreads callbacks = new CallbackThreads(); // guarded by this
  private final AtomicLong numbers = new AtomicLong();
  private final Map<String, Pending> pending = new ConcurrentHashMap<>();

  /** Why nobody answers any more; null as long as somebody does. */
  private volatile @Nullable String abandoned;

  /**
   * On whose behalf tasks are asked for.
   *
   * @param running the request to run a task
   * @param callbacks where its futures are completed
   */
  record Asker(RequestId running, CallbackThreads callbacks) {}

  private record Pending(CompletableFuture<Json> answer, CallbackThreads callbacks) {
    void complete(Json result) {
      callbacks.run(() -> answer.complete(result));
    }

    void fail(TaskFailedException failure) {
      callbacks.run(() -> answer.completeExceptionally(failure));
    }
  }

  Submissions(Outbox outbox) {
    this.outbox = outbox;
  }

  /** For another attempt: what callbacks of one before it still do must not hold it up. */
  synchronized Asker asker(RequestId running) {
    if (!callbacks.areIdle()) {
      callbacks = new CallbackThreads();
    }
    return new Asker(running, callbacks);
  }

  /**
   * Sends a request.
   *
   * @throws IllegalArgumentException if the payload is no JSON, or too long for a message
   */
  CompletableFuture<Json> submit(Asker asker, String handler, Json payload) {
    RawJson json = RawJson.compact(payload.utf8(), 0, payload.utf8().length);
    String id = PREFIX + numbers.incrementAndGet();
    CompletableFuture<Json> answer = new CompletableFuture<>();
    pending.put(id, new Pending(answer, asker.callbacks));
    try {
      outbox.post(new SubmitTask(RequestId.of(id), asker.running, handler, json));
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
      Asker asker, Class<? extends TaskHandler<Q, R>> handler, @Nullable Q request) {
    HandlerName name = handler.getAnnotation(HandlerName.class);
    String called = name == null ? handler.getName() : name.value();
    return submit(asker, called, write(request)).thenApply(result -> (R) read(result, handler));
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
    Pending asked = pending.remove(id);
    if (asked != null) {
      asked.fail(refused(why));
    }
  }

  private static TaskFailedException refused(String why) {
    return new TaskFailedException("SubmissionRefused", why);
  }

  /** The supervisor has answered; false if it was nothing asked here. */
  boolean answered(ToWorker.Success response) {
    Pending asked = take(response.id());
    if (asked != null) {
      asked.complete(Json.ofUtf8(response.result().utf8()));
    }
    return asked != null;
  }

  /** As above, with an error. */
  boolean answered(ToWorker.Failure response) {
    Pending asked = take(response.id());
    if (asked != null) {
      asked.fail(exception(response.error()));
    }
    return asked != null;
  }

  private @Nullable Pending take(RequestId id) {
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
