package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import dev.reeve.worker.TaskHandler;
import org.jspecify.annotations.Nullable;

/**
 * The request and the result of one handler class, as its caller needs them: the embedding program,
 * or another handler. Any thread.
 */
@SuppressWarnings("rawtypes") // a class literal has no type parameters
public final class HandlerBinding {
  private final String handler;
  private final TypeBinding request;
  private final TypeBinding result;

  /** True once a request has been read back as the worker will read it. */
  private volatile boolean proven;

  /**
   * Makes the binding.
   *
   * @param handler declares both types, itself or through what it extends
   */
  public HandlerBinding(Class<? extends TaskHandler> handler) {
    this(
        handler,
        TypeBinding.ofArgument(handler, TaskHandler.class, 0),
        TypeBinding.ofArgument(handler, TaskHandler.class, 1));
  }

  private HandlerBinding(Class<?> handler, TypeBinding request, TypeBinding result) {
    this.handler = handler.getName();
    this.request = request;
    this.result = result;
  }

  /**
   * Makes the binding of a class whose instances are tasks themselves; see {@link CallableTypes}.
   */
  public static HandlerBinding ofCallable(Class<?> type) {
    return new HandlerBinding(type, CallableTypes.request(type), CallableTypes.result(type));
  }

  /**
   * Writes a request. The first one, and null, are also read back: a type that can be written but
   * not read shows here, before it costs a worker's time.
   *
   * @throws IllegalArgumentException if the request has no JSON form, or none that the handler
   *     could read; names the place in the request
   */
  public Json writeRequest(@Nullable Object value) {
    try {
      Json json = request.write(value, "request");
      if (value == null || !proven) {
        request.read(json, "request");
        proven = true;
      }
      return json;
    } catch (InvalidValueException e) {
      throw new IllegalArgumentException(
          "the request can't be sent to " + handler + ": " + e.problem(), e);
    }
  }

  /** Returns whether results are read by the mapper, whose first use takes long. */
  public boolean mapsResult() {
    return !result.isSimple();
  }

  /** Does what the first {@link #readResult} would do before it reads. */
  public void prepareResult() {
    result.prepareToRead();
  }

  /**
   * Reads a result. Unknown fields are passed over, because a handler that is registered for jobs
   * may write more than the type can take.
   *
   * @throws IllegalArgumentException if the JSON is not of the result's type; names the place
   */
  public @Nullable Object readResult(Json json) {
    try {
      return result.readLeniently(json, "result");
    } catch (InvalidValueException e) {
      throw new IllegalArgumentException(
          "the result of " + handler + " can't be read: " + e.problem(), e);
    }
  }
}
