package dev.reeve.worker.runtime.handler;

import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.RpcError;
import dev.reeve.text.NearestName;
import dev.reeve.text.Quote;
import java.util.Collection;

/** Makes the errors of responses to {@code task/run} and {@code initialize}. */
public final class TaskErrors {
  private static final int MAX_LINE_CHARS = 300;

  private static final String REGISTER =
      "register it in " + HandlerRegistry.SERVICES + ", or use one of ";

  private TaskErrors() {}

  /** Describes an exception of a handler. */
  static RpcError handlerFailed(String handler, Throwable thrown) {
    return thrown(RpcError.HANDLER_FAILED, handler, thrown);
  }

  /** Describes an exception of a hook. */
  public static RpcError hookFailed(String hook, Throwable thrown) {
    return thrown(RpcError.HOOK_FAILED, "hook " + hook, thrown);
  }

  private static RpcError thrown(int code, String thrower, Throwable thrown) {
    ErrorData data = ErrorReport.of(thrown);
    String reason = data.message() == null ? data.type() : data.type() + ": " + data.message();
    return new RpcError(code, line(thrower + " failed: " + reason), data);
  }

  /** Describes a handler that is not registered. */
  public static RpcError unknownHandler(String handler, Collection<String> known) {
    String nearest = NearestName.to(handler, known);
    String advice =
        nearest == null ? REGISTER + String.join(", ", known) : "did you mean " + nearest + "?";
    String message = "no handler is registered as " + Quote.of(handler) + "; " + advice;
    return of(RpcError.INVALID_PARAMS, "UnknownHandler", message, false);
  }

  /** Describes a task of a batch that the handler has left without an answer. */
  static RpcError notAnswered(String handler) {
    String message = handler + " returned without an answer for this task of its batch";
    return of(RpcError.HANDLER_FAILED, "NotAnswered", message, false);
  }

  /** Describes a payload that is not of the request's type. */
  static RpcError invalidPayload(String handler, String message) {
    return of(RpcError.INVALID_PARAMS, "InvalidPayload", handler + ": " + message, false);
  }

  /**
   * Describes a result that can't be sent.
   *
   * @param fatal whether the worker must be replaced
   */
  public static RpcError resultNotWritable(String handler, String message, boolean fatal) {
    String text = "the result of " + handler + " can't be sent: " + message;
    return of(RpcError.RESULT_NOT_WRITABLE, "ResultNotWritable", text, fatal);
  }

  /** Describes a task that was cancelled before its handler was called. */
  public static RpcError cancelled() {
    return of(RpcError.CANCELLED, "Cancelled", "cancelled before it started", false);
  }

  private static RpcError of(int code, String type, String message, boolean fatal) {
    return new RpcError(code, line(message), ErrorReport.bare(type, message, fatal));
  }

  /** Returns the first line, limited in length. */
  private static String line(String text) {
    int end = text.indexOf('\n');
    return TextLimit.to(MAX_LINE_CHARS, end < 0 ? text : text.substring(0, end));
  }
}
