package dev.reeve.protocol;

import dev.reeve.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Writes the messages of a worker, each with its newline. */
final class FromWorkerWriter implements FromWorker.Receiver {
  private final JsonWriter out;
  private final ReplyWriter results;
  private boolean shortLines;

  FromWorkerWriter(JsonWriter out) {
    this.out = out;
    this.results = new ReplyWriter(out);
  }

  /** Writes results of tasks as short lines from now on. */
  void useShortLines() {
    shortLines = true;
  }

  @Override
  public void success(FromWorker.Success message) {
    if (shortLines && message.elapsedNanos() >= 0) {
      successShort(message);
      return;
    }
    message.id().writeTo(out.bytes(PlainForm.ID));
    if (message.elapsedNanos() >= 0) {
      out.bytes(PlainForm.ELAPSED).number(message.elapsedNanos());
    }
    out.bytes(PlainForm.RESULT).value(message.result());
    out.bytes(PlainForm.END_OF_RESULT);
  }

  private void successShort(FromWorker.Success message) {
    message.id().writeTo(out.bytes(PlainForm.DONE_TASK));
    out.bytes(PlainForm.COMMA).number(message.elapsedNanos());
    out.bytes(PlainForm.COMMA).value(message.result());
    out.bytes(PlainForm.END_OF_SHORT_LINE);
  }

  @Override
  public void failure(FromWorker.Failure message) {
    beginResponse(message.id(), message.elapsedNanos());
    out.member("error");
    error(message.error());
    end();
  }

  void error(RpcError error) {
    out.beginObject();
    out.member("code").number(error.code());
    out.member("message").string(error.message());
    if (error.data() != null) {
      out.member("data");
      data(error.data());
    }
    out.endObject();
  }

  private void data(ErrorData data) {
    out.beginObject();
    out.member("type").string(data.type());
    textUnlessNull("message", data.message());
    textUnlessNull("stack", data.stack());
    out.member("causes").strings(data.causes());
    out.member("fatal").flag(data.fatal());
    if (data.exitCode() != null) {
      out.member("exitCode").number(data.exitCode());
    }
    textUnlessNull("signal", data.signal());
    textUnlessNull("stdoutTail", data.stdoutTail());
    textUnlessNull("stderrTail", data.stderrTail());
    out.endObject();
  }

  @Override
  public void taskPreparing(FromWorker.TaskPreparing message) {
    beginNotification(MethodName.TASK_PREPARING);
    message.request().writeTo(out.member("request"));
    endNotification();
  }

  @Override
  public void taskStarted(FromWorker.TaskStarted message) {
    beginNotification(MethodName.TASK_STARTED);
    message.request().writeTo(out.member("request"));
    endNotification();
  }

  @Override
  public void taskProgress(FromWorker.TaskProgress message) {
    beginNotification(MethodName.TASK_PROGRESS);
    message.request().writeTo(out.member("request"));
    out.member("fraction").number(withinBounds(message.fraction()));
    textUnlessNull("message", message.message());
    endNotification();
  }

  /** JSON cannot express NaN and infinity, which a handler may have computed. */
  private static double withinBounds(double fraction) {
    return fraction > 0 ? Math.min(fraction, 1) : 0;
  }

  @Override
  public void log(FromWorker.Log message) {
    beginNotification(MethodName.LOG);
    out.member("level").string(message.level());
    out.member("message").string(message.message());
    textUnlessNull("task", message.task());
    endNotification();
  }

  @Override
  public void heartbeat(FromWorker.Heartbeat message) {
    beginNotification(MethodName.HEARTBEAT);
    results.memory(message.memory());
    if (message.request() != null) {
      message.request().writeTo(out.member("request"));
    }
    endNotification();
  }

  @Override
  public void submitTask(FromWorker.SubmitTask message) {
    begin();
    message.id().writeTo(out.member("id"));
    out.member("method").string(MethodName.TASK_SUBMIT);
    out.member("params").beginObject();
    message.request().writeTo(out.member("request"));
    out.member("handler").string(message.handler());
    out.member("payload").value(message.payload());
    endNotification();
  }

  @Override
  public void sharedCall(FromWorker.SharedCallRequest message) {
    message.id().writeTo(out.bytes(PlainForm.ID));
    out.bytes(PlainForm.SHARED_CALL);
    SharedCodec.write(message.call(), out);
    out.bytes(PlainForm.END_OF_CALL);
  }

  @Override
  public void sharedCancel(FromWorker.SharedCancel message) {
    beginNotification(MethodName.SHARED_CANCEL);
    message.request().writeTo(out.member("request"));
    endNotification();
  }

  private void textUnlessNull(String name, @Nullable String text) {
    if (text != null) {
      out.member(name).string(text);
    }
  }

  private void beginResponse(@Nullable RequestId id, long elapsedNanos) {
    begin();
    out.member("id");
    if (id == null) {
      out.nothing();
    } else {
      id.writeTo(out);
    }
    if (elapsedNanos >= 0) {
      out.member("elapsedNanos").number(elapsedNanos);
    }
  }

  private void beginNotification(String method) {
    begin();
    out.member("method").string(method);
    out.member("params").beginObject();
  }

  private void endNotification() {
    out.endObject();
    end();
  }

  private void begin() {
    out.beginObject();
    out.member("jsonrpc").string("2.0");
  }

  private void end() {
    out.endObject();
    out.ascii('\n');
  }
}
