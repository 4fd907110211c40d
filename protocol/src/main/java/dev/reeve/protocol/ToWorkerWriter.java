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
    out.plain(PlainForm.ID).id(message.id());
    out.plain(PlainForm.INITIALIZE).whole(message.protocolVersion());
    out.plain(PlainForm.SLOT).whole(message.slot());
    out.plain(PlainForm.GENERATION).whole(message.generation());
    settings(message.settings());
    end();
  }

  private void settings(WorkerSettings settings) {
    out.plain(PlainForm.HEARTBEAT).whole(settings.heartbeatMillis());
    out.plain(PlainForm.GRACE).whole(settings.graceMillis());
    out.plain(PlainForm.MAX_FRAME).whole(settings.maxFrameBytes());
    if (settings.lastWords() != null) {
      out.plain(PlainForm.LAST_WORDS).text(settings.lastWords());
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
