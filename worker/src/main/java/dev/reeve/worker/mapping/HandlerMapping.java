package dev.reeve.worker.mapping;

import dev.reeve.json.RawJson;
import dev.reeve.worker.Json;
import dev.reeve.worker.TaskHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;

/** The requests and results of one handler class as JSON. Usable by many threads. */
public final class HandlerMapping {
  private final String handler;
  private final JavaType request;
  private final JavaType result;
  private final ObjectReader results;

  /** Whether a request has been read back, as the worker will read it. */
  private volatile boolean proven;

  /**
   * @param handler names its types, itself or by what it extends
   */
  @SuppressWarnings("rawtypes")
  public HandlerMapping(Class<? extends TaskHandler> handler) {
    JavaType[] types =
        JsonRules.READER.constructType(handler).findTypeParameters(TaskHandler.class);
    this.handler = handler.getName();
    this.request = typeAt(types, 0);
    this.result = typeAt(types, 1);
    this.results = JsonRules.READER.readerFor(result);
  }

  private static JavaType typeAt(JavaType[] types, int index) {
    return index < types.length ? types[index] : JsonRules.READER.constructType(Object.class);
  }

  /**
   * The request as JSON.
   *
   * @throws IllegalArgumentException if it has no JSON form, or none that the handler could read;
   *     names the place in the request
   */
  public RawJson write(@Nullable Object value) {
    try {
      RawJson json = value instanceof Json own ? own(own) : JsonRules.write(value, "request");
      prove(json);
      return json;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the request can't be sent to " + handler + ": " + e.getMessage(), e);
    }
  }

  private static RawJson own(Json json) {
    return RawJson.compact(json.utf8(), 0, json.utf8().length);
  }

  /**
   * The first request shows whether the type can be read at all, before it costs a worker's time.
   */
  private void prove(RawJson json) {
    if (proven || request.hasRawClass(Json.class)) {
      return;
    }
    try {
      JsonRules.STRICT_READER.readerFor(request).readValue(json.utf8());
      proven = true;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "it can be written, but not be read again: " + JsonRules.explain(e, "request"), e);
    }
  }

  /**
   * The result of that JSON.
   *
   * @throws IllegalArgumentException if it does not fit the handler's type; names the place
   */
  public @Nullable Object read(RawJson json) {
    if (result.hasRawClass(Json.class)) {
      return Json.ofUtf8(json.utf8());
    }
    if (result.hasRawClass(Void.class)) {
      return null;
    }
    try {
      return results.readValue(json.utf8());
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the result of " + handler + " can't be read: " + JsonRules.explain(e, "result"), e);
    }
  }
}
