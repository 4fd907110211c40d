package dev.reeve.supervisor.serve.http;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.Submission;
import dev.reeve.supervisor.serve.queue.TaskPage;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import dev.reeve.supervisor.serve.queue.TaskState;
import dev.reeve.text.Quote;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The calls about single tasks. */
final class TaskCalls {
  private static final int MOST_LISTED = 1_000;
  private static final int USUALLY_LISTED = 100;

  private final TaskQueue queue;
  private final TaskIntake intake;
  private final TaskViews views;
  private final ServerContext server;
  private final TaskCancellation cancellation;
  private final IdempotencyKeys keys = new IdempotencyKeys();

  TaskCalls(TaskQueue queue, TaskIntake intake, TaskViews views, ServerContext server) {
    this.queue = queue;
    this.intake = intake;
    this.views = views;
    this.server = server;
    this.cancellation = new TaskCancellation(queue, server);
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/tasks", Set.of(Route.JSON, Route.NDJSON), this::post),
        Route.put("/v1/tasks/{id}", this::put),
        Route.get("/v1/tasks", Access.READ, this::list),
        Route.get("/v1/tasks/{id}", Access.READ, this::get),
        Route.delete(
            "/v1/tasks/{id}",
            exchange -> cancellation.cancel(exchange, find(exchange.variable()))));
  }

  private void post(Exchange exchange) throws ProblemException {
    Duration wait = WaitLimit.of(exchange);
    if (Route.NDJSON.equals(exchange.mediaType())) {
      new TaskStream(exchange, intake, views, server, wait).start();
      return;
    }
    String key = IdempotencyKeys.of(exchange);
    SmallBody.read(
        exchange,
        server.limits(),
        body -> {
          Submission task = intake.parse(body, key == null ? NewIds.next() : key);
          boolean first = key != null && keys.use(key, task.id());
          submit(
              exchange,
              task,
              wait,
              failure -> {
                if (key != null && first) {
                  keys.forget(key, task.id());
                }
                return task.id().equals(key) ? IdempotencyKeys.refusal(failure) : failure;
              });
        });
  }

  private void put(Exchange exchange) throws ProblemException {
    Duration wait = WaitLimit.of(exchange);
    String id = exchange.variable();
    SmallBody.read(
        exchange,
        server.limits(),
        body -> {
          Submission task = intake.parse(body, id);
          if (!task.id().equals(id)) {
            throw new ProblemException(
                Problem.invalidTask(
                    "its id is %s, but the path says %s; leave one of them out"
                        .formatted(Quote.shortened(task.id()), Quote.shortened(id))));
          }
          submit(exchange, task, wait, failure -> failure);
        });
  }

  /**
   * @param refused makes the answer of the reason why the task is not accepted
   */
  private void submit(
      Exchange exchange, Submission task, @Nullable Duration wait, UnaryOperator<Problem> refused) {
    exchange.mayTakeLong();
    CompletableFuture<Void> unused =
        intake
            .submit(task)
            .whenCompleteAsync(
                (queued, failure) -> {
                  if (failure == null) {
                    accepted(exchange, queued, wait);
                  } else {
                    exchange.send(refused.apply(TaskIntake.problem(failure)));
                  }
                },
                server.threads())
            .handle((queued, failure) -> null);
  }

  private void accepted(Exchange exchange, QueuedTask task, @Nullable Duration wait) {
    exchange.headers().put("Location", TaskViews.path(task.id()));
    if (wait == null || wait.isZero()) {
      exchange.send(202, views.accepted(task));
      return;
    }
    answerAtEnd(exchange, task, wait, record -> exchange.send(200, record));
  }

  /** The use of the record of a task that has ended. */
  interface RecordReader {
    void read(Json record);
  }

  /**
   * Answers when a task has ended, or when the time is over.
   *
   * @param wait null for as long as it takes
   */
  void answerAtEnd(
      Exchange exchange, QueuedTask task, @Nullable Duration wait, RecordReader reader) {
    CompletableFuture<Json> end = task.ended().copy();
    if (wait != null) {
      end = end.orTimeout(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
    }
    CompletableFuture<Void> unused =
        end.whenCompleteAsync(
                (record, failure) -> {
                  if (failure == null) {
                    reader.read(record);
                    server.delivered(task.id());
                  } else if (failure instanceof TimeoutException) {
                    exchange.send(202, views.accepted(task));
                  } else {
                    exchange.send(TaskIntake.problem(failure));
                  }
                },
                server.threads())
            .handle((record, failure) -> null);
  }

  private QueuedTask find(String id) throws ProblemException {
    QueuedTask task = queue.find(id);
    if (task == null) {
      throw new ProblemException(Problem.unknownTask(id));
    }
    return task;
  }

  private void get(Exchange exchange) throws ProblemException {
    QueuedTask task = find(exchange.variable());
    Duration wait = WaitLimit.of(exchange);
    if (wait == null || task.state() == TaskState.ENDED) {
      show(exchange, task);
      return;
    }
    exchange.mayTakeLong();
    CompletableFuture<Void> unused =
        task.ended()
            .copy()
            .orTimeout(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)
            .handleAsync(
                (record, failure) -> {
                  show(exchange, task);
                  return null;
                },
                server.threads());
  }

  private void show(Exchange exchange, QueuedTask task) {
    boolean hasRecord = task.state() == TaskState.ENDED;
    exchange.send(200, views.whole(task));
    if (hasRecord) {
      server.delivered(task.id());
    }
  }

  private void list(Exchange exchange) throws ProblemException {
    String handler = exchange.query("handler");
    TaskFilter filter = TaskFilter.of(exchange.query("status"), views);
    int limit = limit(exchange.query("limit"));
    TaskPage page;
    try {
      page =
          queue.list(
              task -> (handler == null || handler.equals(task.handler())) && filter.accepts(task),
              exchange.query("cursor"),
              limit);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest(String.valueOf(e.getMessage())));
    }
    JsonWriter out = new JsonWriter(1024);
    out.beginObject().member("tasks").array(page.tasks().stream().map(views::brief).toList());
    out.member("next").stringOrNull(page.next());
    exchange.send(200, out.endObject().toJson());
  }

  private static int limit(@Nullable String text) throws ProblemException {
    try {
      int limit = text == null ? USUALLY_LISTED : Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST_LISTED) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new ProblemException(
        Problem.badRequest("limit must be a number from 1 to " + MOST_LISTED));
  }
}
