package dev.reeve.supervisor.serve.http;

import dev.reeve.supervisor.control.JsonObject;

/** The meaning of a call that has not succeeded, in the words of HTTP. */
final class HandlerFailure {
  private HandlerFailure() {}

  /**
   * Returns what is answered.
   *
   * @param record of the task
   */
  static Problem of(JsonObject record) {
    String type = "";
    String message = "";
    if (record.has("error")) {
      JsonObject error = record.object("error");
      type = error.text("type");
      message = error.has("message") ? error.text("message") : "";
    }
    String detail = message.isEmpty() ? type : type + ": " + message;
    return switch (record.text("status")) {
      case "timed_out" -> Problem.of(504, "timed-out", "The handler took too long", detail);
      case "crashed" -> Problem.of(502, "crashed", "The worker died under the call", detail);
      case "cancelled" -> Problem.of(409, "cancelled", "The call was cancelled", detail);
      case "skipped" ->
          Problem.of(503, "draining", "The server ended before the call began", detail)
              .header("Retry-After", "5");
      default -> failed(type, detail);
    };
  }

  private static Problem failed(String type, String detail) {
    return switch (type) {
      case "UnknownHandler" -> Problem.of(404, "unknown-handler", "No such handler", detail);
      case "InvalidPayload" ->
          Problem.of(422, "invalid-payload", "The handler does not take this payload", detail);
      default -> Problem.of(500, "handler-failed", "The handler failed", detail);
    };
  }
}
