package dev.reeve.supervisor.serve.http;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.serve.queue.QueueStorageException;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import dev.reeve.supervisor.serve.queue.TaskState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Cancels tasks, wherever they are: in the queue, on their way to a worker, or in one. */
final class TaskCancellation {
  /** Time for the record of a task that was cancelled before it began. */
  private static final long RECORD_SECONDS = 5;

  private final TaskQueue queue;
  private final ServerContext server;

  TaskCancellation(TaskQueue queue, ServerContext server) {
    this.queue = queue;
    this.server = server;
  }

  /** Cancels a task and answers. */
  void cancel(Exchange exchange, QueuedTask task) throws ProblemException {
    if (task.state() == TaskState.ENDED) {
      throw new ProblemException(nothingLeft(task));
    }
    if (queue.cancelWaiting(task.id())) {
      exchange.send(200, cancelled(task, "ended"));
      return;
    }
    note(task);
    exchange.mayTakeLong();
    CompletableFuture<Void> unused =
        server
            .cancel(task)
            .thenCompose(outcome -> endOf(task, outcome))
            .whenCompleteAsync(
                (record, failure) -> {
                  if (record == null) {
                    exchange.send(202, cancelled(task, "ending"));
                  } else if (task.status() == TaskStatus.CANCELLED) {
                    exchange.send(200, cancelled(task, "ended"));
                  } else {
                    exchange.send(nothingLeft(task));
                  }
                },
                server.threads())
            .handle((record, failure) -> null);
  }

  /** A task that was told to be cancelled must not run again, even if the server is killed now. */
  private void note(QueuedTask task) throws ProblemException {
    try {
      queue.cancelRequested(task.id());
    } catch (QueueStorageException e) {
      throw new ProblemException(TaskIntake.problem(e));
    }
  }

  /** Returns the record of a task that no worker has; null if one has it. */
  private static CompletableFuture<@Nullable Json> endOf(QueuedTask task, CancelOutcome outcome) {
    return outcome == CancelOutcome.ENDING
        ? CompletableFuture.completedFuture(null)
        : task.ended().copy().orTimeout(RECORD_SECONDS, TimeUnit.SECONDS);
  }

  private static Problem nothingLeft(QueuedTask task) {
    return Problem.of(409, "ended", "The task has ended", "there is nothing left to cancel")
        .with("task", Json.string(task.id()));
  }

  private static Json cancelled(QueuedTask task, String outcome) {
    JsonWriter out = new JsonWriter(64);
    out.beginObject().member("id").string(task.id()).member("outcome").string(outcome);
    return out.endObject().toJson();
  }
}
