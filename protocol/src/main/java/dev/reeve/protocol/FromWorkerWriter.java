package dev.reeve.protocol;

import org.jspecify.annotations.Nullable;

/** Writes the messages of a worker, each with the newline that ends it. */
final class FromWorkerWriter implements FromWorker.Receiver {
  private final JsonBuffer out;
  private final ResultWriter results;

  FromWorkerWriter(JsonBuffer out) {
    this.out = out;
    this.results = new ResultWriter(out);
  }

  @Override
  public void success(FromWorker.Success message) {
    beginResponse(message.id());
    out.member("result");
    out.raw(message.result());
    end();
  }

  @Override
  public void failure(FromWorker.Failure message) {
    beginResponse(message.id());
    out.member("error");
    error(message.error());
    end();
  }

  private void error(RpcError error) {
    out.beginObject();
    out.member("code");
    out.whole(error.code());
    out.member("message");
    out.text(error.message());
    if (error.data() != null) {
      out.member("data");
      data(error.data());
    }
    out.endObject();
  }

  private void data(ErrorData data) {
    out.beginObject();
    textUnlessNull("type", data.type());
    textUnlessNull("message", data.message());
    textUnlessNull("stack", data.stack());
    out.member("causes");
    out.texts(data.causes());
    out.member("fatal");
    out.flag(data.fatal());
    if (data.exitCode() != null) {
      out.member("exitCode");
      out.whole(data.exitCode());
    }
    textUnlessNull("signal", data.signal());
    textUnlessNull("stderrTail", data.stderrTail());
    out.endObject();
  }

  @Override
  public void taskStarted(FromWorker.TaskStarted message) {
    beginNotification(Method.TASK_STARTED);
    out.member("request");
    out.id(message.request());
    endNotification();
  }

  @Override
  public void taskProgress(FromWorker.TaskProgress message) {
    beginNotification(Method.TASK_PROGRESS);
    out.member("request");
    out.id(message.request());
    out.member("fraction");
    out.real(withinBounds(message.fraction()));
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
    textUnlessNull("level", message.level());
    textUnlessNull("message", message.message());
    textUnlessNull("task", message.task());
    endNotification();
  }

  @Override
  public void heartbeat(FromWorker.Heartbeat message) {
    beginNotification(Method.HEARTBEAT);
    results.memory(message.memory());
    if (message.request() != null) {
      out.member("request");
      out.id(message.request());
    }
    endNotification();
  }

  private void textUnlessNull(String name, @Nullable String text) {
    if (text != null) {
      out.member(name);
      out.text(text);
    }
  }

  private void beginResponse(@Nullable RequestId id) {
    begin();
    out.member("id");
    if (id == null) {
      out.nothing();
    } else {
      out.id(id);
    }
  }

  private void beginNotification(String method) {
    begin();
    out.member("method");
    out.text(method);
    out.member("params");
    out.beginObject();
  }

  private void endNotification() {
    out.endObject();
    end();
  }

  private void begin() {
    out.beginObject();
    out.member("jsonrpc");
    out.text("2.0");
  }

  private void end() {
    out.endObject();
    out.newline();
  }
}
