package dev.reeve.worker.runtime.handler;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.FromWorker.Failure;
import dev.reeve.protocol.FromWorker.Success;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker.RunTask;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * One call of a handler, from the payload of its request to the response. All code of the handler's
 * author runs in here, that of the request's and the result's class included, and whatever it
 * throws becomes a response. Task thread.
 */
public final class HandlerCall {
  private static final long NOT_CALLED = -1;

  private final RegisteredHandler handler;
  private final RunTask request;
  private final TaskContext context;
  private final Runnable beforeCall;
  private long elapsedNanos = NOT_CALLED;

  /**
   * Prepares the call; nothing runs yet.
   *
   * @param beforeCall run when the handler and its payload are ready, right before the call
   */
  public HandlerCall(
      RegisteredHandler handler, RunTask request, TaskContext context, Runnable beforeCall) {
    this.beforeCall = beforeCall;
    this.handler = handler;
    this.request = request;
    this.context = context;
  }

  /** Calls the handler and returns the response. Never throws. */
  public FromWorker run() {
    Object result;
    try {
      TaskHandler<?, ?> instance = handler.instance();
      Object payload = handler.request().read(request.payload(), "payload");
      beforeCall.run();
      result = call(instance, payload);
    } catch (InvalidValueException e) {
      return failure(TaskErrors.invalidPayload(handler.name(), e.problem()));
    } catch (Throwable thrown) {
      return failure(TaskErrors.handlerFailed(handler.name(), thrown));
    }
    return success(result);
  }

  // the payload was read for this handler's type; it is null for a handler of Void
  @SuppressWarnings({"unchecked", "NullAway"})
  private @Nullable Object call(TaskHandler<?, ?> instance, @Nullable Object payload)
      throws Exception {
    long calledAt = System.nanoTime();
    try {
      return ((TaskHandler<Object, ?>) instance).handle(payload, context);
    } finally {
      elapsedNanos = System.nanoTime() - calledAt;
    }
  }

  private FromWorker success(@Nullable Object result) {
    try {
      return new Success(request.id(), handler.write(result), elapsedNanos);
    } catch (InvalidValueException e) {
      return failure(TaskErrors.resultNotWritable(handler.name(), e.problem(), false));
    } catch (Throwable thrown) {
      String problem = StackText.headline(thrown);
      boolean fatal = thrown instanceof Error;
      return failure(TaskErrors.resultNotWritable(handler.name(), problem, fatal));
    }
  }

  private Failure failure(RpcError error) {
    return new Failure(request.id(), error, elapsedNanos);
  }
}
