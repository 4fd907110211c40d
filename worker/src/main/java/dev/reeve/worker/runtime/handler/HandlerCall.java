package dev.reeve.worker.runtime.handler;

import dev.reeve.json.RawJson;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.FromWorker.Failure;
import dev.reeve.protocol.FromWorker.Success;
import dev.reeve.protocol.RpcError;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.InvalidPayloadException;
import dev.reeve.worker.mapping.PayloadMapper;
import dev.reeve.worker.runtime.AttemptContext;
import dev.reeve.worker.runtime.StackText;
import dev.reeve.worker.runtime.TaskErrors;
import org.jspecify.annotations.Nullable;

/**
 * One attempt from its payload to its response. All code of a handler's author runs in here, the
 * reading of requests and the writing of results included; whatever that code throws becomes a
 * response.
 */
public final class HandlerCall {
  private final PayloadMapper payloads;

  public HandlerCall(PayloadMapper payloads) {
    this.payloads = payloads;
  }

  /** On the task thread; an interrupt by a cancel does not outlast it. */
  public FromWorker run(RegisteredHandler handler, AttemptContext attempt) {
    attempt.begin();
    try {
      return respond(handler, attempt);
    } finally {
      attempt.end();
    }
  }

  private FromWorker respond(RegisteredHandler handler, AttemptContext attempt) {
    RawJson payload = attempt.request().payload();
    Object result;
    try {
      TaskHandler<?, ?> instance = handler.instance();
      Object request = payloads.read(payload, handler);
      result = call(instance, request, attempt);
    } catch (InvalidPayloadException e) {
      return failure(attempt, TaskErrors.invalidPayload(handler.name(), e.problem()));
    } catch (Throwable thrown) {
      return failure(attempt, TaskErrors.handlerFailed(handler.name(), thrown));
    }
    return success(handler, attempt, result);
  }

  private FromWorker success(
      RegisteredHandler handler, AttemptContext attempt, @Nullable Object result) {
    try {
      RawJson json = payloads.write(result, attempt.request().payload());
      return new Success(attempt.id(), json, attempt.elapsedNanos());
    } catch (Throwable thrown) {
      // too deep a result exhausts the stack, which is whole again here; other errors are not over
      boolean fatal = thrown instanceof Error && !(thrown instanceof StackOverflowError);
      String problem = StackText.headline(thrown);
      return failure(attempt, TaskErrors.resultNotWritable(handler.name(), problem, fatal));
    }
  }

  private static Failure failure(AttemptContext attempt, RpcError error) {
    return new Failure(attempt.id(), error, attempt.elapsedNanos());
  }

  // the request was read for this handler's type; it is null for a handler of Void
  @SuppressWarnings({"unchecked", "NullAway"})
  private static @Nullable Object call(
      TaskHandler<?, ?> handler, @Nullable Object request, AttemptContext attempt)
      throws Exception {
    long calledAt = System.nanoTime();
    try {
      return ((TaskHandler<Object, ?>) handler).handle(request, attempt);
    } finally {
      attempt.handled(System.nanoTime() - calledAt);
    }
  }
}
