package dev.reeve.protocol;

import static dev.reeve.protocol.RpcError.INVALID_PARAMS;
import static dev.reeve.protocol.RpcError.INVALID_REQUEST;
import static dev.reeve.protocol.RpcError.METHOD_NOT_FOUND;

import java.util.Map;

/** Reads the messages of a supervisor that the plain readers do not read. */
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
      throw envelope.invalid("a response must have either a result or an error");
    }
    try {
      RequestId id = members.requestId("id");
      return members.has("result")
          ? new ToWorker.Success(id, members.value("result"))
          : new ToWorker.Failure(id, FromWorkerReader.error(members.object("error")));
    } catch (MalformedMemberException e) {
      throw envelope.invalid(e.getMessage());
    }
  }

  private static ToWorker message(String method, Envelope envelope)
      throws ProtocolException, MalformedMemberException {
    return switch (method) {
      case MethodName.INITIALIZE -> initialize(requestId(method, envelope), envelope.params());
      case MethodName.HANDLERS_REGISTER -> registerHandlers(envelope, envelope.params());
      case MethodName.TASK_RUN -> runTask(requestId(method, envelope), envelope.params());
      case MethodName.TASK_CANCEL -> cancelTask(envelope, envelope.params());
      case MethodName.DIAGNOSE -> diagnose(requestId(method, envelope), envelope);
      case MethodName.SHUTDOWN -> shutdown(requestId(method, envelope), envelope.params());
      default -> throw envelope.error(METHOD_NOT_FOUND, "unknown method " + method);
    };
  }

  private static ToWorker initialize(RequestId id, Members params) throws MalformedMemberException {
    Members worker = params.object("worker");
    return new ToWorker.Initialize(
        id,
        (int) params.number("protocolVersion", Integer.MIN_VALUE, MAX_INT),
        (int) worker.number("slot", 0, MAX_INT, 0),
        (int) worker.number("generation", 0, MAX_INT, 0),
        settings(params.object("settings")),
        setup(params.object("setup")));
  }

  private static WorkerSetup setup(Members setup) throws MalformedMemberException {
    return new WorkerSetup(
        strings(setup, "handlerClasses"),
        strings(setup, "classFiles"),
        setup.stringOrNull("hook"),
        setup.value("argument"));
  }

  private static Map<String, String> strings(Members holder, String name)
      throws MalformedMemberException {
    return StringMap.read(holder.value(name), holder.pathOf(name));
  }

  private static ToWorker registerHandlers(Envelope envelope, Members params)
      throws ProtocolException, MalformedMemberException {
    if (envelope.hasId()) {
      throw envelope.error(
          INVALID_REQUEST, "handlers/register is a notification and must have no id");
    }
    return new ToWorker.RegisterHandlers(
        strings(params, "handlerClasses"), strings(params, "classFiles"));
  }

  private static WorkerSettings settings(Members settings) throws MalformedMemberException {
    WorkerSettings defaults = WorkerSettings.DEFAULT;
    return new WorkerSettings(
        settings.number("heartbeatMillis", 0, Long.MAX_VALUE, defaults.heartbeatMillis()),
        settings.number("graceMillis", 0, Long.MAX_VALUE, defaults.graceMillis()),
        (int) settings.number("maxFrameBytes", 0, MAX_INT, defaults.maxFrameBytes()),
        settings.stringOrNull("lastWords"),
        settings.flag("shortLines", false));
  }

  private static ToWorker runTask(RequestId id, Members params) throws MalformedMemberException {
    String task = params.stringOrNull("task");
    return new ToWorker.RunTask(
        id,
        task == null ? asText(id) : task,
        (int) params.number("attempt", 1, MAX_INT, 1),
        params.string("handler"),
        params.value("payload"),
        (int) params.number("more", 0, MAX_INT, 0));
  }

  private static String asText(RequestId id) {
    String text = id.text();
    return text == null ? Long.toString(id.number()) : text;
  }

  private static ToWorker cancelTask(Envelope envelope, Members params)
      throws ProtocolException, MalformedMemberException {
    if (envelope.hasId()) {
      throw envelope.error(INVALID_REQUEST, "task/cancel is a notification and must have no id");
    }
    return new ToWorker.CancelTask(params.requestId("request"), params.flag("onlyWaiting", false));
  }

  private static ToWorker diagnose(RequestId id, Envelope envelope)
      throws ProtocolException, MalformedMemberException {
    envelope.params(); // there are none, but what a later version sends must be an object
    return new ToWorker.Diagnose(id);
  }

  private static ToWorker shutdown(RequestId id, Members params) throws MalformedMemberException {
    return new ToWorker.Shutdown(id, params.number("graceMillis", 0, Long.MAX_VALUE, 0));
  }

  private static RequestId requestId(String method, Envelope envelope) throws ProtocolException {
    RequestId id = envelope.id();
    if (id == null) {
      throw envelope.error(INVALID_REQUEST, method + " is a request and needs an id");
    }
    return id;
  }
}
