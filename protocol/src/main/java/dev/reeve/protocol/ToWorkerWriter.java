package dev.reeve.protocol;

import org.jspecify.annotations.Nullable;

/** Writes the messages of a supervisor, each with the newline that ends it. */
final class ToWorkerWriter implements ToWorker.Receiver {
  private final JsonBuffer out;

  ToWorkerWriter(JsonBuffer out) {
    this.out = out;
  }

  @Override
  public void initialize(ToWorker.Initialize message) {
    begin(message.id(), Method.INITIALIZE);
    out.member("protocolVersion").whole(message.protocolVersion());
    worker(message);
    settings(message.settings());
    end();
  }

  private void worker(ToWorker.Initialize message) {
    out.member("worker").beginObject();
    out.member("slot").whole(message.slot());
    out.member("generation").whole(message.generation());
    out.endObject();
  }

  private void settings(WorkerSettings settings) {
    out.member("settings").beginObject();
    out.member("heartbeatMillis").whole(settings.heartbeatMillis());
    out.member("graceMillis").whole(settings.graceMillis());
    out.member("maxFrameBytes").whole(settings.maxFrameBytes());
    if (settings.lastWords() != null) {
      out.member("lastWords").text(settings.lastWords());
    }
    out.endObject();
  }

  @Override
  public void runTask(ToWorker.RunTask message) {
    out.plain(PlainForm.ID).id(message.id());
    out.plain(PlainForm.TASK).text(message.task());
    out.plain(PlainForm.ATTEMPT).whole(message.attempt());
    out.plain(PlainForm.HANDLER).text(message.handler());
    out.plain(PlainForm.PAYLOAD).raw(message.payload());
    out.plain(PlainForm.END_OF_TASK);
  }

  @Override
  public void cancelTask(ToWorker.CancelTask message) {
    begin(null, Method.TASK_CANCEL);
    out.member("request").id(message.request());
    if (message.onlyWaiting()) {
      out.member("onlyWaiting").flag(true);
    }
    end();
  }

  @Override
  public void diagnose(ToWorker.Diagnose message) {
    begin(message.id(), Method.DIAGNOSE);
    end();
  }

  @Override
  public void shutdown(ToWorker.Shutdown message) {
    begin(message.id(), Method.SHUTDOWN);
    out.member("graceMillis").whole(message.graceMillis());
    end();
  }

  @Override
  public void success(ToWorker.Success message) {
    beginResponse(message.id());
    out.member("result").raw(message.result());
    endResponse();
  }

  @Override
  public void failure(ToWorker.Failure message) {
    beginResponse(message.id());
    out.member("error");
    new FromWorkerWriter(out).error(message.error());
    endResponse();
  }

  private void beginResponse(RequestId id) {
    out.beginObject();
    out.member("jsonrpc").text("2.0");
    out.member("id").id(id);
  }

  private void endResponse() {
    out.endObject();
    out.newline();
  }

  private void begin(@Nullable RequestId id, String method) {
    out.beginObject();
    out.member("jsonrpc").text("2.0");
    if (id != null) {
      out.member("id").id(id);
    }
    out.member("method").text(method);
    out.member("params").beginObject();
  }

  private void end() {
    out.endObject();
    out.endObject();
    out.newline();
  }
}
