package dev.reeve.worker.runtime.handler;

import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.RpcError;
import java.util.Collection;

/** The errors a request to run a task may be answered with. */
public final class TaskErrors {
  private static final int MAX_LINE_CHARS = 300;

  private TaskErrors() {}

  static RpcError handlerFailed(String handler, Throwable thrown) {
    ErrorData data = ErrorReport.of(thrown);
    String reason = data.message() == null ? data.type() : data.type() + ": " + data.message();
    return new RpcError(RpcError.HANDLER_FAILED, line(handler + " failed: " + reason), data);
  }

  public static RpcError hookFailed(String hook, Throwable thrown) {
    ErrorData data = ErrorReport.of(thrown);
    String reason = data.message() == null ? data.type() : data.type() + ": " + data.message();
    return new RpcError(RpcError.HOOK_FAILED, line("hook " + hook + " failed: " + reason), data);
  }

  public static RpcError unknownHandler(String handler, Collection<String> known) {
    String message =
        "no handler is registered as \"" + handler + "\"; there are " + String.join(", ", known);
    return of(RpcError.INVALID_PARAMS, "UnknownHandler", message, false);
  }

  static RpcError invalidPayload(String handler, String message) {
    return of(RpcError.INVALID_PARAMS, "InvalidPayload", handler + ": " + message, false);
  }

  public static RpcError resultNotWritable(String handler, String message, boolean fatal) {
    String text = "the result of " + handler + " can't be sent: " + message;
    return of(RpcError.RESULT_NOT_WRITABLE, "ResultNotWritable", text, fatal);
  }

  public static RpcError cancelled() {
    return of(RpcError.CANCELLED, "Cancelled", "cancelled before it started", false);
  }

  private static RpcError of(int code, String type, String message, boolean fatal) {
    return new RpcError(code, line(message), ErrorReport.bare(type, message, fatal));
  }

  /** The first line, bounded. */
  private static String line(String text) {
    int end = text.indexOf('\n');
    return TextLimit.to(MAX_LINE_CHARS, end < 0 ? text : text.substring(0, end));
  }
}
