package dev.reeve.worker.runtime.handler;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.FromWorker.Failure;
import dev.reeve.protocol.FromWorker.Success;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker.RunTask;
import dev.reeve.worker.BatchItem;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.mapping.InvalidValueException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One item of a {@link BatchCall}, from its payload to its response. Answers: any thread. */
public final class ItemCall implements BatchItem<Object, Object> {
  private static final long NOT_CALLED = -1;

  private final RegisteredHandler handler;
  private final RunTask message;
  private final TaskContext context;
  private final Consumer<FromWorker> answer;
  private @Nullable Object request; // the task thread sets it before the handler sees the item
  private long calledAt;
  private boolean called;
  private boolean answered; // guarded by this

  /**
   * Prepares an item.
   *
   * @param answer takes the response, once
   */
  public ItemCall(
      RegisteredHandler handler,
      RunTask message,
      TaskContext context,
      Consumer<FromWorker> answer) {
    this.handler = handler;
    this.message = message;
    this.context = context;
    this.answer = answer;
  }

  void read() throws InvalidValueException {
    request = handler.request().read(message.payload(), "payload");
  }

  void calledAt(long nanos) {
    calledAt = nanos;
    called = true;
  }

  @Override
  @SuppressWarnings("NullAway") // null only for a handler of Void
  public Object request() {
    return request;
  }

  @Override
  public TaskContext context() {
    return context;
  }

  @Override
  public void succeed(@Nullable Object result) {
    take();
    answer.accept(response(result));
  }

  private FromWorker response(@Nullable Object result) {
    try {
      Json json = handler.write(result);
      return new Success(message.id(), json, elapsedNanos());
    } catch (InvalidValueException e) {
      return failure(TaskErrors.resultNotWritable(handler.name(), e.problem(), false));
    } catch (Throwable thrown) {
      String problem = StackText.headline(thrown);
      return failure(
          TaskErrors.resultNotWritable(handler.name(), problem, thrown instanceof Error));
    }
  }

  @Override
  public void fail(Throwable reason) {
    take();
    answer.accept(failure(TaskErrors.handlerFailed(handler.name(), reason)));
  }

  private synchronized void take() {
    if (!tryTake()) {
      throw new IllegalStateException(
          "task " + context.taskId() + " has an answer already, or its batch has ended");
    }
  }

  private synchronized boolean tryTake() {
    boolean isFirst = !answered;
    answered = true;
    return isFirst;
  }

  /** Answers with the problem of the payload. */
  void refuse(InvalidValueException e) {
    if (tryTake()) {
      answer.accept(failure(TaskErrors.invalidPayload(handler.name(), e.problem())));
    }
  }

  void failUnlessAnswered(Throwable thrown) {
    if (tryTake()) {
      answer.accept(failure(TaskErrors.handlerFailed(handler.name(), thrown)));
    }
  }

  /** Fails the item if the handler has returned without an answer for it. */
  void failWithoutAnswer() {
    if (tryTake()) {
      answer.accept(failure(TaskErrors.notAnswered(handler.name())));
    }
  }

  private Failure failure(RpcError error) {
    return new Failure(message.id(), error, elapsedNanos());
  }

  private long elapsedNanos() {
    return called ? System.nanoTime() - calledAt : NOT_CALLED;
  }
}
