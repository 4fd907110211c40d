package dev.reeve.protocol;

import dev.reeve.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Writes the messages of a worker, each with the newline that ends it. */
final class FromWorkerWriter implements FromWorker.Receiver {
  private final JsonWriter out;
  private final ReplyWriter results;

  FromWorkerWriter(JsonWriter out) {
    this.out = out;
    this.results = new ReplyWriter(out);
  }

  @Override
  public void success(FromWorker.Success message) {
    out.plain(PlainForm.ID).id(message.id());
    if (message.elapsedNanos() >= 0) {
      out.plain(PlainForm.ELAPSED).whole(message.elapsedNanos());
    }
    out.plain(PlainForm.RESULT).raw(message.result());
    out.plain(PlainForm.END_OF_RESULT);
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
    out.member("code").whole(error.code());
    out.member("message").text(error.message());
    if (error.data() != null) {
      out.member("data");
      data(error.data());
    }
    out.endObject();
  }

  private void data(ErrorData data) {
    out.beginObject();
    out.member("type").text(data.type());
    textUnlessNull("message", data.message());
    textUnlessNull("stack", data.stack());
    out.member("causes").texts(data.causes());
    out.member("fatal").flag(data.fatal());
    if (data.exitCode() != null) {
      out.member("exitCode").whole(data.exitCode());
    }
    textUnlessNull("signal", data.signal());
    textUnlessNull("stderrTail", data.stderrTail());
    out.endObject();
  }

  @Override
  public void taskStarted(FromWorker.TaskStarted message) {
    beginNotification(Method.TASK_STARTED);
    out.member("request").id(message.request());
    endNotification();
  }

  @Override
  public void taskProgress(FromWorker.TaskProgress message) {
    beginNotification(Method.TASK_PROGRESS);
    out.member("request").id(message.request());
    out.member("fraction").real(withinBounds(message.fraction()));
    textUnlessNull("message", message.message());
    endNotification();
  }

  /** Handlers compute fractions; JSON has no word for what a division by zero gives. */
  private static double withinBounds(double fraction) {
    return fraction > 0 ? Math.min(fraction, 1) : 0;
  }

  @Override
  public void log(FromWorker.Log message) {
    beginNotification(Method.LOG);
    out.member("level").text(message.level());
    out.member("message").text(message.message());
    textUnlessNull("task", message.task());
    endNotification();
  }

  @Override
  public void heartbeat(FromWorker.Heartbeat message) {
    beginNotification(Method.HEARTBEAT);
    results.memory(message.memory());
    if (message.request() != null) {
      out.member("request").id(message.request());
    }
    endNotification();
  }

  @Override
  public void submitTask(FromWorker.SubmitTask message) {
    begin();
    out.member("id").id(message.id());
    out.member("method").text(Method.TASK_SUBMIT);
    out.member("params").beginObject();
    out.member("request").id(message.request());
    out.member("handler").text(message.handler());
    out.member("payload").raw(message.payload());
    endNotification();
  }

  @Override
  public void sharedCall(FromWorker.SharedCallRequest message) {
    out.plain(PlainForm.ID).id(message.id());
    out.plain(PlainForm.SHARED_CALL);
    SharedWire.write(message.call(), out);
    out.plain(PlainForm.END_OF_CALL);
  }

  @Override
  public void sharedCancel(FromWorker.SharedCancel message) {
    beginNotification(Method.SHARED_CANCEL);
    out.member("request").id(message.request());
    endNotification();
  }

  private void textUnlessNull(String name, @Nullable String text) {
    if (text != null) {
      out.member(name).text(text);
    }
  }

  private void beginResponse(@Nullable RequestId id, long elapsedNanos) {
    begin();
    out.member("id");
    if (id == null) {
      out.nothing();
    } else {
      out.id(id);
    }
    if (elapsedNanos >= 0) {
      out.member("elapsedNanos").whole(elapsedNanos);
    }
  }

  private void beginNotification(String method) {
    begin();
    out.member("method").text(method);
    out.member("params").beginObject();
  }

  private void endNotification() {
    out.endObject();
    end();
  }

  private void begin() {
    out.beginObject();
    out.member("jsonrpc").text("2.0");
  }

  private void end() {
    out.endObject();
    out.newline();
  }
}
