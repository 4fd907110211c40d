package dev.reeve.protocol;

import static dev.reeve.protocol.RpcError.INVALID_PARAMS;
import static dev.reeve.protocol.RpcError.METHOD_NOT_FOUND;
import static dev.reeve.protocol.RpcError.PARSE_ERROR;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a worker that {@link PlainLine} and {@link PlainShared} do not read. */
final class FromWorkerReader {
  private static final Set<String> LEVELS = Set.of("debug", "info", "warning", "error");

  /** The type of an error whose sender names none. */
  private static final String UNNAMED = "Error";

  private FromWorkerReader() {}

  static FromWorker read(Frame frame) throws ProtocolException {
    Envelope envelope = readEnvelope(frame);
    envelope.check();
    if (!envelope.hasMethod()) {
      return response(envelope);
    }
    String method = envelope.method();
    boolean isRequest =
        method.equals(MethodName.SHARED_CALL) || method.equals(MethodName.TASK_SUBMIT);
    return isRequest ? request(method, envelope) : notification(envelope);
  }

  private static FromWorker request(String method, Envelope envelope) throws ProtocolException {
    RequestId id = envelope.id();
    if (id == null) {
      throw envelope.invalid(method + " is a request and needs an id");
    }
    try {
      return method.equals(MethodName.SHARED_CALL)
          ? new FromWorker.SharedCallRequest(id, SharedCodec.readCall(envelope.params()))
          : submitTask(id, envelope.params());
    } catch (MalformedMemberException e) {
      throw envelope.error(INVALID_PARAMS, method + ": " + e.getMessage());
    }
  }

  private static FromWorker submitTask(RequestId id, Members params)
      throws MalformedMemberException {
    return new FromWorker.SubmitTask(
        id, params.requestId("request"), params.string("handler"), params.value("payload"));
  }

  /** Output of other code may be JSON by accident; without {@code jsonrpc} it is stray output. */
  private static Envelope readEnvelope(Frame frame) throws ProtocolException {
    try {
      Envelope envelope = Envelope.read(frame);
      if (envelope.claimsJsonRpc()) {
        return envelope;
      }
    } catch (ProtocolException e) {
      throw stray(e.getMessage());
    }
    throw stray("the object has no member jsonrpc");
  }

  private static ProtocolException stray(@Nullable String reason) {
    return new ProtocolException(PARSE_ERROR, "not a JSON-RPC message: " + reason, null, false);
  }

  private static FromWorker response(Envelope envelope) throws ProtocolException {
    Members members = envelope.members();
    if (members.has("result") == members.has("error")) {
      throw envelope.invalid("a response must have either a result or an error");
    }
    try {
      return members.has("result") ? success(members) : failure(members);
    } catch (MalformedMemberException e) {
      throw envelope.invalid(e.getMessage());
    }
  }

  private static FromWorker success(Members members) throws MalformedMemberException {
    return new FromWorker.Success(
        members.requestId("id"), members.value("result"), elapsedNanos(members));
  }

  private static FromWorker failure(Members members) throws MalformedMemberException {
    RequestId id = members.isNull("id") ? null : members.requestId("id");
    return new FromWorker.Failure(id, error(members.object("error")), elapsedNanos(members));
  }

  private static long elapsedNanos(Members response) throws MalformedMemberException {
    return response.number("elapsedNanos", -1, Long.MAX_VALUE, -1);
  }

  static RpcError error(Members error) throws MalformedMemberException {
    return new RpcError(
        (int) error.number("code", Integer.MIN_VALUE, Integer.MAX_VALUE),
        error.string("message"),
        error.isObject("data") ? data(error.object("data")) : null);
  }

  private static ErrorData data(Members data) throws MalformedMemberException {
    String type = data.stringOrNull("type");
    return new ErrorData(
        type == null ? UNNAMED : type,
        data.stringOrNull("message"),
        data.stringOrNull("stack"),
        data.strings("causes"),
        data.flag("fatal", false),
        exitCode(data),
        data.stringOrNull("signal"),
        data.stringOrNull("stdoutTail"),
        data.stringOrNull("stderrTail"));
  }

  private static @Nullable Integer exitCode(Members data) throws MalformedMemberException {
    return data.has("exitCode") && !data.isNull("exitCode")
        ? (Integer) (int) data.number("exitCode", Integer.MIN_VALUE, Integer.MAX_VALUE)
        : null;
  }

  private static FromWorker notification(Envelope envelope) throws ProtocolException {
    String method = envelope.method();
    try {
      FromWorker message = notification(method, envelope);
      if (envelope.hasId()) {
        throw envelope.invalid(method + " is a notification and must have no id");
      }
      return message;
    } catch (MalformedMemberException e) {
      throw envelope.error(INVALID_PARAMS, method + ": " + e.getMessage());
    }
  }

  private static FromWorker notification(String method, Envelope envelope)
      throws ProtocolException, MalformedMemberException {
    return switch (method) {
      case MethodName.TASK_PREPARING -> taskPreparing(envelope.params());
      case MethodName.TASK_STARTED -> taskStarted(envelope.params());
      case MethodName.TASK_PROGRESS -> taskProgress(envelope.params());
      case MethodName.LOG -> log(envelope.params());
      case MethodName.HEARTBEAT -> heartbeat(envelope.params());
      case MethodName.SHARED_CANCEL -> sharedCancel(envelope.params());
      default -> throw envelope.error(METHOD_NOT_FOUND, "unknown method " + method);
    };
  }

  private static FromWorker taskPreparing(Members params) throws MalformedMemberException {
    return new FromWorker.TaskPreparing(params.requestId("request"));
  }

  private static FromWorker taskStarted(Members params) throws MalformedMemberException {
    return new FromWorker.TaskStarted(params.requestId("request"));
  }

  private static FromWorker taskProgress(Members params) throws MalformedMemberException {
    return new FromWorker.TaskProgress(
        params.requestId("request"),
        params.realNumber("fraction", 0, 1),
        params.stringOrNull("message"));
  }

  private static FromWorker sharedCancel(Members params) throws MalformedMemberException {
    return new FromWorker.SharedCancel(params.requestId("request"));
  }

  private static FromWorker log(Members params) throws MalformedMemberException {
    return new FromWorker.Log(level(params), params.string("message"), params.stringOrNull("task"));
  }

  private static FromWorker heartbeat(Members params) throws MalformedMemberException {
    return new FromWorker.Heartbeat(ReplyReader.memory(params), params.requestIdOrNull("request"));
  }

  /** Reads an unknown level, which a later version may add, as {@code info}: no line is lost. */
  private static String level(Members params) throws MalformedMemberException {
    String level = params.string("level");
    return LEVELS.contains(level) ? level : "info";
  }
}
