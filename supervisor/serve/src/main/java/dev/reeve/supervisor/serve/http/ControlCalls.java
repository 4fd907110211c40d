package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.control.ControlRequest;
import dev.reeve.supervisor.control.JsonObject;
import dev.reeve.supervisor.control.RunControl;
import dev.reeve.supervisor.control.RunStatus;
import dev.reeve.supervisor.control.StatusJson;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.serve.queue.QueueCounts;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The calls about the server as a whole: its workers, its state, its end. */
final class ControlCalls {
  private static final long LONGEST_WAIT_SECONDS = 10;
  private static final byte[] ALIVE = "alive\n".getBytes(US_ASCII);
  private static final byte[] READY = "ready\n".getBytes(US_ASCII);

  private final TaskQueue queue;
  private final ServerContext server;
  private final Runnable drain;

  /**
   * @param drain ends the server in order
   */
  ControlCalls(TaskQueue queue, ServerContext server, Runnable drain) {
    this.queue = queue;
    this.server = server;
    this.drain = drain;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/workers", Access.READ, this::status),
        Route.put("/v1/workers", this::resize),
        Route.post("/v1/pause", Set.of(), this::pause),
        Route.post("/v1/resume", Set.of(), this::resume),
        Route.post("/v1/drain", Set.of(), this::drain),
        Route.get("/livez", Access.OPEN, exchange -> exchange.send(200, "text/plain", ALIVE)),
        Route.get("/readyz", Access.OPEN, this::ready));
  }

  private void pause(Exchange exchange) throws ProblemException {
    server.requireControl().pause();
    status(exchange);
  }

  private void resume(Exchange exchange) throws ProblemException {
    server.requireControl().resume();
    status(exchange);
  }

  private void drain(Exchange exchange) throws ProblemException {
    RunControl unused = server.requireControl();
    drain.run();
    JsonWriter out = new JsonWriter(32);
    exchange.send(202, out.beginObject().member("state").string("stopping").endObject().toJson());
  }

  private void resize(Exchange exchange) throws ProblemException {
    RunControl control = server.requireControl();
    SmallBody.read(
        exchange,
        server.limits(),
        body -> {
          try {
            JsonObject wanted = JsonObject.parse(body, 0, body.length);
            control.workers(ControlRequest.workerCount(wanted.number("size")));
          } catch (IllegalArgumentException e) {
            throw new ProblemException(
                Problem.badRequest(
                    "expected a number of workers, such as {\"size\":4}: " + e.getMessage()));
          }
          status(exchange);
        });
  }

  private void status(Exchange exchange) throws ProblemException {
    RunControl control = server.requireControl();
    exchange.mayTakeLong();
    CompletableFuture<Void> unused =
        control
            .status()
            .orTimeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
            .handleAsync(
                (status, failure) -> {
                  if (failure == null) {
                    exchange.send(200, json(status));
                  } else {
                    exchange.send(Problem.draining());
                  }
                  return null;
                },
                server.threads());
  }

  private Json json(RunStatus status) {
    Json run = StatusJson.write(status);
    JsonWriter out = new JsonWriter(run.length() + 256);
    out.bytes(run.utf8(), 0, run.length() - 1); // its closing brace follows
    QueueCounts counts = queue.counts();
    out.ascii(",\"queue\":").beginObject().member("waiting").number(counts.waiting());
    out.member("taken").number(counts.running());
    out.member("bytes").number(counts.bytes());
    out.member("diskBytes").number(counts.diskBytes());
    out.member("kept").number(counts.kept());
    out.member("ended").beginObject();
    for (TaskStatus each : TaskStatus.values()) {
      out.member(each.word()).number(counts.ended().getOrDefault(each, 0L));
    }
    return out.endObject().endObject().endObject().toJson();
  }

  /** Ready is a server that takes tasks and has a worker for them, or workers elsewhere. */
  private void ready(Exchange exchange) throws ProblemException {
    if (server.isDraining()) {
      throw new ProblemException(Problem.draining());
    }
    RunControl control = server.requireControl();
    CompletableFuture<Void> unused =
        control
            .status()
            .orTimeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
            .handleAsync(
                (status, failure) -> {
                  if (failure == null && hasWorkers(status)) {
                    exchange.send(200, "text/plain", READY);
                  } else {
                    exchange.send(notReady());
                  }
                  return null;
                },
                server.threads());
  }

  private static boolean hasWorkers(RunStatus status) {
    return status.size() == 0 || status.workers().stream().anyMatch(ControlCalls::isUp);
  }

  private static boolean isUp(WorkerActivity worker) {
    return worker.state().equals("idle") || worker.state().equals("busy");
  }

  private static Problem notReady() {
    return Problem.of(
            503, "no-worker", "No worker is ready", "workers are being started; try again soon")
        .header("Retry-After", "1");
  }
}
