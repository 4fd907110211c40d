package dev.reeve.supervisor.serve.http;

import dev.reeve.json.BodyPayload;
import dev.reeve.json.Json;
import dev.reeve.supervisor.control.JsonObject;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls there and back: a payload goes in, the handler's result comes out. */
final class HandlerCalls {
  /** Header of the answer that names the task. */
  static final String TASK_HEADER = "Reeve-Task";

  private static final String FILE_HINT =
      "the body was no JSON, so the payload had its file as path, mediaType and bytes; this handler"
          + " takes another payload, which goes with Content-Type: application/json";

  private final TaskIntake intake;
  private final TaskCalls tasks;
  private final BodyFiles files;
  private final ServerContext server;

  HandlerCalls(TaskIntake intake, TaskCalls tasks, BodyFiles files, ServerContext server) {
    this.intake = intake;
    this.tasks = tasks;
    this.files = files;
    this.server = server;
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            "/v1/handlers/{name}", Set.of(Route.JSON, Route.MULTIPART, Route.ANY), this::call));
  }

  private void call(Exchange exchange) throws ProblemException {
    String key = IdempotencyKeys.of(exchange);
    Duration wait = WaitLimit.of(exchange);
    String id = key == null ? NewIds.next() : key;
    String type = exchange.mediaType();
    if (type == null || type.equals(Route.JSON) || type.endsWith("+json")) {
      SmallBody.read(
          exchange,
          server.limits(),
          body -> submit(exchange, call(exchange, id, payload(body)), wait, null));
      return;
    }
    if (key != null) {
      throw new ProblemException(
          Problem.badRequest(
              "the header Idempotency-Key is for payloads of JSON: a file is another one each time;"
                  + " leave it out"));
    }
    requireCallable(exchange, id);
    files.receive(
        exchange,
        file -> {
          Submission call;
          try {
            call = call(exchange, id, payload(file));
          } catch (ProblemException e) {
            files.remove(file);
            throw e;
          }
          submit(exchange, call, wait, file);
        });
  }

  /** Refuses before the body is read what would be refused afterwards. */
  private void requireCallable(Exchange exchange, String id) throws ProblemException {
    Submission unused = call(exchange, id, Json.NULL);
  }

  private Submission call(Exchange exchange, String id, Json payload) throws ProblemException {
    return intake.call(id, exchange.variable(), payload);
  }

  private static Json payload(byte[] body) throws ProblemException {
    if (body.length == 0) {
      return Json.NULL;
    }
    try {
      return Json.parse(body, 0, body.length);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest("the payload is " + e.getMessage()));
    }
  }

  private static Json payload(BodyFiles.Received file) {
    return BodyPayload.of(file.path().toString(), file.mediaType(), file.bytes(), file.name());
  }

  private void submit(
      Exchange exchange,
      Submission call,
      @Nullable Duration wait,
      BodyFiles.@Nullable Received file) {
    exchange.mayTakeLong();
    CompletableFuture<Void> unused =
        intake
            .submit(call)
            .whenCompleteAsync(
                (task, failure) -> {
                  if (failure != null) {
                    remove(file);
                    Problem problem = TaskIntake.problem(failure);
                    exchange.send(
                        exchange.header(IdempotencyKeys.HEADER) == null
                            ? problem
                            : IdempotencyKeys.refusal(problem));
                  } else {
                    awaitEnd(exchange, task, wait, file);
                  }
                },
                server.threads())
            .handle((task, failure) -> null);
  }

  private void awaitEnd(
      Exchange exchange,
      QueuedTask task,
      @Nullable Duration wait,
      BodyFiles.@Nullable Received file) {
    if (file != null) {
      CompletableFuture<Void> unused =
          task.ended().handleAsync((record, failure) -> remove(file), server.threads());
    }
    exchange.headers().put("Location", TaskViews.path(task.id()));
    exchange.headers().put(TASK_HEADER, PathTemplate.encode(task.id()));
    tasks.answerAtEnd(exchange, task, wait, record -> answer(exchange, record, file));
  }

  private @Nullable Void remove(BodyFiles.@Nullable Received file) {
    if (file != null) {
      files.remove(file);
    }
    return null;
  }

  private static void answer(Exchange exchange, Json record, BodyFiles.@Nullable Received file) {
    JsonObject members = JsonObject.parse(record.utf8(), 0, record.length());
    if (members.text("status").equals(TaskStatus.SUCCEEDED.word())) {
      exchange.send(200, members.has("result") ? members.value("result") : Json.NULL);
      return;
    }
    Problem problem = HandlerFailure.of(members).with("record", record);
    boolean refused = file != null && problem.status() == 422;
    exchange.send(refused ? problem.withHint(FILE_HINT) : problem);
  }
}
