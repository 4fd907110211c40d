package dev.reeve.protocol;

import dev.reeve.json.JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the messages of a supervisor, each with its newline. */
final class ToWorkerWriter implements ToWorker.Receiver {
  private final JsonWriter out;
  private boolean shortLines;

  ToWorkerWriter(JsonWriter out) {
    this.out = out;
  }

  /** Writes tasks as short lines from now on. */
  void useShortLines() {
    shortLines = true;
  }

  @Override
  public void initialize(ToWorker.Initialize message) {
    message.id().writeTo(out.bytes(PlainForm.ID));
    out.bytes(PlainForm.INITIALIZE).number(message.protocolVersion());
    out.bytes(PlainForm.SLOT).number(message.slot());
    out.bytes(PlainForm.GENERATION).number(message.generation());
    settings(message.settings());
    if (!message.setup().isEmpty()) {
      setup(message.setup());
    }
    end();
  }

  private void settings(WorkerSettings settings) {
    out.bytes(PlainForm.HEARTBEAT).number(settings.heartbeatMillis());
    out.bytes(PlainForm.GRACE).number(settings.graceMillis());
    out.bytes(PlainForm.MAX_FRAME).number(settings.maxFrameBytes());
    if (settings.lastWords() != null) {
      out.bytes(PlainForm.LAST_WORDS).string(settings.lastWords());
    }
    if (settings.shortLines()) {
      out.bytes(PlainForm.SHORT_LINES);
    }
    out.endObject();
  }

  private void setup(WorkerSetup setup) {
    out.member("setup").beginObject();
    classes(setup.handlerClasses(), setup.classFiles());
    if (setup.hook() != null) {
      out.member("hook").string(setup.hook());
      out.member("argument").value(setup.argument());
    }
    out.endObject();
  }

  private void classes(Map<String, String> handlerClasses, Map<String, String> classFiles) {
    out.member("handlerClasses").value(StringMap.write(handlerClasses));
    out.member("classFiles").value(StringMap.write(classFiles));
  }

  @Override
  public void registerHandlers(ToWorker.RegisterHandlers message) {
    begin(null, MethodName.HANDLERS_REGISTER);
    classes(message.handlerClasses(), message.classFiles());
    end();
  }

  @Override
  public void runTask(ToWorker.RunTask message) {
    if (shortLines) {
      runTaskShort(message);
      return;
    }
    message.id().writeTo(out.bytes(PlainForm.ID));
    out.bytes(PlainForm.TASK).string(message.task());
    out.bytes(PlainForm.ATTEMPT).number(message.attempt());
    out.bytes(PlainForm.HANDLER).string(message.handler());
    out.bytes(PlainForm.PAYLOAD).value(message.payload());
    if (message.more() > 0) {
      out.bytes(PlainForm.MORE).number(message.more());
    }
    out.bytes(PlainForm.END_OF_TASK);
  }

  private void runTaskShort(ToWorker.RunTask message) {
    message.id().writeTo(out.bytes(PlainForm.RUN));
    out.bytes(PlainForm.COMMA).string(message.task());
    out.bytes(PlainForm.COMMA).number(message.attempt());
    out.bytes(PlainForm.COMMA).string(message.handler());
    out.bytes(PlainForm.COMMA).value(message.payload());
    if (message.more() > 0) {
      out.bytes(PlainForm.COMMA).number(message.more());
    }
    out.bytes(PlainForm.END_OF_SHORT_LINE);
  }

  @Override
  public void cancelTask(ToWorker.CancelTask message) {
    begin(null, MethodName.TASK_CANCEL);
    message.request().writeTo(out.member("request"));
    if (message.onlyWaiting()) {
      out.member("onlyWaiting").flag(true);
    }
    end();
  }

  @Override
  public void diagnose(ToWorker.Diagnose message) {
    begin(message.id(), MethodName.DIAGNOSE);
    end();
  }

  @Override
  public void shutdown(ToWorker.Shutdown message) {
    begin(message.id(), MethodName.SHUTDOWN);
    out.member("graceMillis").number(message.graceMillis());
    end();
  }

  @Override
  public void success(ToWorker.Success message) {
    message.id().writeTo(out.bytes(PlainForm.ID));
    out.bytes(PlainForm.RESULT).value(message.result());
    out.bytes(PlainForm.END_OF_RESULT);
  }

  @Override
  public void failure(ToWorker.Failure message) {
    message.id().writeTo(out.bytes(PlainForm.ID));
    out.member("error");
    new FromWorkerWriter(out).error(message.error());
    out.bytes(PlainForm.END_OF_RESULT);
  }

  private void begin(@Nullable RequestId id, String method) {
    out.beginObject();
    out.member("jsonrpc").string("2.0");
    if (id != null) {
      id.writeTo(out.member("id"));
    }
    out.member("method").string(method);
    out.member("params").beginObject();
  }

  private void end() {
    out.endObject();
    out.endObject();
    out.ascii('\n');
  }
}
