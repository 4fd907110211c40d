package dev.reeve.protocol;

import static dev.reeve.protocol.RpcError.INVALID_PARAMS;
import static dev.reeve.protocol.RpcError.INVALID_REQUEST;
import static dev.reeve.protocol.RpcError.METHOD_NOT_FOUND;

/** Makes a message of what a worker got. */
final class ToWorkerReader {
  private static final int MAX_INT = Integer.MAX_VALUE;

  private ToWorkerReader() {}

  static ToWorker read(Envelope envelope) throws ProtocolException {
    envelope.check();
    if (envelope.isResponse()) {
      return response(envelope);
    }
    String method = envelope.method();
    try {
      return message(method, envelope);
    } catch (MalformedMemberException | IllegalArgumentException e) {
      throw envelope.error(INVALID_PARAMS, method + ": " + e.getMessage());
    }
  }

  private static ToWorker response(Envelope envelope) throws ProtocolException {
    Members members = envelope.members();
    if (members.has("result") == members.has("error")) {
      throw envelope.invalid("a response has exactly one of result and error");
    }
    try {
      RequestId id = members.requestId("id");
      return members.has("result")
          ? new ToWorker.Success(id, members.raw("result"))
          : new ToWorker.Failure(id, FromWorkerReader.error(members.object("error")));
    } catch (MalformedMemberException e) {
      throw envelope.invalid(e.getMessage());
    }
  }

  private static ToWorker message(String method, Envelope envelope)
      throws ProtocolException, MalformedMemberException {
    return switch (method) {
      case Method.INITIALIZE -> initialize(requestId(method, envelope), envelope.params());
      case Method.TASK_RUN -> runTask(requestId(method, envelope), envelope.params());
      case Method.TASK_CANCEL -> cancelTask(envelope, envelope.params());
      case Method.DIAGNOSE -> diagnose(requestId(method, envelope), envelope);
      case Method.SHUTDOWN -> shutdown(requestId(method, envelope), envelope.params());
      default -> throw envelope.error(METHOD_NOT_FOUND, "there is no method " + method);
    };
  }

  private static ToWorker initialize(RequestId id, Members params) throws MalformedMemberException {
    Members worker = params.object("worker");
    return new ToWorker.Initialize(
        id,
        (int) params.whole("protocolVersion", Integer.MIN_VALUE, MAX_INT),
        (int) worker.whole("slot", 0, MAX_INT, 0),
        (int) worker.whole("generation", 0, MAX_INT, 0),
        settings(params.object("settings")));
  }

  private static WorkerSettings settings(Members settings) throws MalformedMemberException {
    WorkerSettings otherwise = WorkerSettings.DEFAULT;
    return new WorkerSettings(
        settings.whole("heartbeatMillis", 0, Long.MAX_VALUE, otherwise.heartbeatMillis()),
        settings.whole("graceMillis", 0, Long.MAX_VALUE, otherwise.graceMillis()),
        (int) settings.whole("maxFrameBytes", 0, MAX_INT, otherwise.maxFrameBytes()),
        settings.textOrNull("lastWords"));
  }

  private static ToWorker runTask(RequestId id, Members params) throws MalformedMemberException {
    String task = params.textOrNull("task");
    return new ToWorker.RunTask(
        id,
        task == null ? asText(id) : task,
        (int) params.whole("attempt", 1, MAX_INT, 1),
        params.text("handler"),
        params.raw("payload"));
  }

  private static String asText(RequestId id) {
    String text = id.text();
    return text == null ? Long.toString(id.number()) : text;
  }

  private static ToWorker cancelTask(Envelope envelope, Members params)
      throws ProtocolException, MalformedMemberException {
    if (envelope.hasId()) {
      throw envelope.error(INVALID_REQUEST, "task/cancel is a notification: it has no id");
    }
    return new ToWorker.CancelTask(params.requestId("request"), params.flag("onlyWaiting", false));
  }

  private static ToWorker diagnose(RequestId id, Envelope envelope)
      throws ProtocolException, MalformedMemberException {
    envelope.params(); // there are none, but what a later version sends must be an object
    return new ToWorker.Diagnose(id);
  }

  private static ToWorker shutdown(RequestId id, Members params) throws MalformedMemberException {
    return new ToWorker.Shutdown(id, params.whole("graceMillis", 0, Long.MAX_VALUE, 0));
  }

  private static RequestId requestId(String method, Envelope envelope) throws ProtocolException {
    RequestId id = envelope.id();
    if (id == null) {
      throw envelope.error(INVALID_REQUEST, method + " is a request: it needs an id");
    }
    return id;
  }
}
