package dev.reeve.protocol;

import dev.reeve.json.JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the messages of a supervisor, each with the newline that ends it. */
final class ToWorkerWriter implements ToWorker.Receiver {
  private final JsonWriter out;

  ToWorkerWriter(JsonWriter out) {
    this.out = out;
  }

  @Override
  public void initialize(ToWorker.Initialize message) {
    out.plain(PlainForm.ID).id(message.id());
    out.plain(PlainForm.INITIALIZE).whole(message.protocolVersion());
    out.plain(PlainForm.SLOT).whole(message.slot());
    out.plain(PlainForm.GENERATION).whole(message.generation());
    settings(message.settings());
    if (!message.setup().isNothing()) {
      setup(message.setup());
    }
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

  private void setup(WorkerSetup setup) {
    out.member("setup").beginObject();
    classes(setup.handlerClasses(), setup.classFiles());
    if (setup.hook() != null) {
      out.member("hook").text(setup.hook());
      out.member("argument").raw(setup.argument());
    }
    out.endObject();
  }

  private void classes(Map<String, String> handlerClasses, Map<String, String> classFiles) {
    out.member("handlerClasses").raw(TextMap.write(handlerClasses));
    out.member("classFiles").raw(TextMap.write(classFiles));
  }

  @Override
  public void registerHandlers(ToWorker.RegisterHandlers message) {
    begin(null, Method.HANDLERS_REGISTER);
    classes(message.handlerClasses(), message.classFiles());
    end();
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
    out.plain(PlainForm.ID).id(message.id());
    out.plain(PlainForm.RESULT).raw(message.result());
    out.plain(PlainForm.END_OF_RESULT);
  }

  @Override
  public void failure(ToWorker.Failure message) {
    out.plain(PlainForm.ID).id(message.id());
    out.member("error");
    new FromWorkerWriter(out).error(message.error());
    out.plain(PlainForm.END_OF_RESULT);
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
