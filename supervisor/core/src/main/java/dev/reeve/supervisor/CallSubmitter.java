package dev.reeve.supervisor;

import dev.reeve.json.Json;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.CallableTypes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Converter of calls to tasks and of results to futures. Thread-safe. */
final class CallSubmitter {
  /** Bytes reserved in a message for everything but the payload. */
  private static final int ENVELOPE_BYTES = 64 << 10;

  private final ProgramTasks tasks;
  private final HandlerRegistrations handlers;
  private final int maxFrameBytes;
  private final AtomicLong numbers = new AtomicLong();
  private final ResultWarmUp warmUp = new ResultWarmUp();

  CallSubmitter(ProgramTasks tasks, HandlerRegistrations handlers, int maxFrameBytes) {
    this.tasks = tasks;
    this.handlers = handlers;
    this.maxFrameBytes = maxFrameBytes;
  }

  <Q, R> TaskFuture<R> submit(
      Class<? extends TaskHandler<Q, R>> handler, @Nullable Q request, TaskOptions options) {
    return tasks.submit(call(handler, request, options));
  }

  <Q, R> ProgramTasks.Call<R> call(
      Class<? extends TaskHandler<Q, R>> handler, @Nullable Q request, TaskOptions options) {
    HandlerRegistrations.Registration registration = handlers.of(handler);
    Json payload = registration.binding().writeRequest(request);
    return new ProgramTasks.Call<>(
        task(registration.name(), payload, options), reader(registration));
  }

  TaskFuture<Json> submit(String handler, Json payload, TaskOptions options) {
    Task task = task(handler, payload.checked(), options);
    return tasks.submit(new ProgramTasks.Call<>(task, Function.<Json>identity()));
  }

  /**
   * Submits an instance of a class whose instances are tasks themselves.
   *
   * @param reader reads the result; null to read it as the type that the class declares
   */
  <R> TaskFuture<R> submitObject(Object object, @Nullable Function<Json, @Nullable R> reader) {
    HandlerRegistrations.Registration registration =
        handlers.ofCallable(CallableTypes.typeOf(object));
    Json payload = registration.binding().writeRequest(CallableTypes.sent(object));
    Task task = task(registration.name(), payload, TaskOptions.DEFAULT);
    return tasks.submit(
        new ProgramTasks.Call<R>(task, reader == null ? reader(registration) : reader));
  }

  /**
   * Returns the target that submits the requests of a map. Listeners are called on the loop's
   * thread.
   *
   * @param gate throws if no more tasks may be submitted
   */
  <Q> ResultStream.Target<Q> target(
      Class<? extends TaskHandler<Q, ?>> handler, TaskOptions options, Runnable gate) {
    HandlerRegistrations.Registration registration = handlers.of(handler);
    return new ResultStream.Target<>() {
      @Override
      public TrackedTask submit(@Nullable Q request, ResultListener listener) {
        gate.run();
        return tasks.submit(
            task(registration.name(), registration.binding().writeRequest(request), options),
            listener);
      }

      @Override
      public void cancel(TrackedTask task) {
        tasks.cancel(task);
      }
    };
  }

  /** Returns the reader of the handler's results. */
  <R> Function<Json, @Nullable R> reader(Class<? extends TaskHandler<?, R>> handler) {
    return reader(handlers.of(handler));
  }

  @SuppressWarnings("unchecked") // the binding is of the handler's own result type
  private <R> Function<Json, @Nullable R> reader(HandlerRegistrations.Registration registration) {
    warmUp.expect(registration.binding());
    return json -> (R) registration.binding().readResult(json);
  }

  private Task task(String handler, Json payload, TaskOptions options) {
    int mostBytes = maxFrameBytes - ENVELOPE_BYTES;
    if (payload.length() > mostBytes) {
      throw new IllegalArgumentException(
          "the request for %s is %d bytes of JSON, but at most %d fit into a message of %d; raise SupervisorBuilder.maxMessageBytes"
              .formatted(handler, payload.length(), mostBytes, maxFrameBytes));
    }
    long number = numbers.incrementAndGet();
    String id = options.id() == null ? Long.toString(number) : options.id();
    return new Task(number, id, handler, payload, options.policy(), options.priority(), List.of());
  }
}
