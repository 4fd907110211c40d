package dev.reeve.supervisor.serve.http;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.InvalidJobException;
import dev.reeve.supervisor.job.JobError;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.job.TaskParser;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.serve.queue.IdTakenException;
import dev.reeve.supervisor.serve.queue.QueueClosedException;
import dev.reeve.supervisor.serve.queue.QueueFullException;
import dev.reeve.supervisor.serve.queue.QueueStorageException;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.Submission;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import dev.reeve.text.Quote;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** The way of tasks from callers into the queue, with the checks on it. Thread-safe. */
final class TaskIntake {
  /** The handler that runs any command, and with {@code shell} any script. */
  private static final String EXEC = "exec";

  private final TaskQueue queue;
  private final TaskParser parser;
  private final TaskDefaults defaults;
  private final boolean allowsExec;

  /**
   * @param folder that paths in tasks are relative to
   * @param defaults limits of tasks that give none
   * @param allowsExec whether callers may run any command
   */
  TaskIntake(TaskQueue queue, Path folder, TaskDefaults defaults, boolean allowsExec) {
    this.queue = queue;
    this.parser = new TaskParser(folder, defaults);
    this.defaults = defaults;
    this.allowsExec = allowsExec;
  }

  /** Parses a task as a line of a stream has it. */
  Submission parse(byte[] json, String fallbackId) throws ProblemException {
    try {
      return checked(Submission.parse(json, fallbackId, parser));
    } catch (InvalidJobException e) {
      throw new ProblemException(invalid(e));
    }
  }

  private static Problem invalid(InvalidJobException e) {
    List<JobError> errors = e.errors();
    String detail = errors.stream().map(JobError::toString).collect(Collectors.joining("; "));
    return Problem.invalidTask(detail)
        .with("errors", Json.array(errors.stream().map(TaskIntake::json).toList()));
  }

  private static Json json(JobError error) {
    return Json.string(error.toString());
  }

  /** Makes a task that calls a handler, and ends with the server. */
  Submission call(String id, String handler, Json payload) throws ProblemException {
    try {
      return checked(
          Submission.of(new Task(1, id, handler, payload, defaults.policy(), 0, List.of()), false));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest("the payload is " + e.getMessage()));
    }
  }

  private Submission checked(Submission submission) throws ProblemException {
    requireAddress(submission.id());
    if (!allowsExec && submission.task().handler().equals(EXEC)) {
      throw new ProblemException(
          Problem.of(
              403,
              "exec",
              "Commands are not run for callers",
              "whoever may run any command has all rights of this server's user; call a handler of"
                  + " your own, or start the server with --allow-exec"));
    }
    return submission;
  }

  /** Refuses ids that cannot stand in an address, because clients or servers change it. */
  private static void requireAddress(String id) throws ProblemException {
    if (id.equals(".") || id.equals("..") || id.indexOf('\0') >= 0) {
      throw new ProblemException(
          Problem.invalidTask(
              "id: %s cannot stand in the address of a task; use another id"
                  .formatted(Quote.shortened(id))));
    }
  }

  /** Submits a task; fails with a {@link ProblemException}. */
  CompletableFuture<QueuedTask> submit(Submission submission) {
    return queue
        .submit(submission)
        .handle(
            (task, failure) -> {
              if (failure != null) {
                throw new CompletionException(new ProblemException(problem(failure)));
              }
              return task;
            });
  }

  /** Returns what the failure of a submission means for its caller. */
  static Problem problem(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ProblemException known) {
      return known.problem();
    }
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof QueueFullException full) {
      return Problem.of(429, "queue-full", "The queue is full", message)
          .header("Retry-After", "1")
          .with("used", Json.number(full.used()))
          .with("limit", Json.number(full.limit()));
    }
    if (cause instanceof IdTakenException taken) {
      return Problem.of(409, "id-taken", "The id is that of another task", message)
          .with("task", Json.string(taken.id()));
    }
    if (cause instanceof QueueClosedException) {
      return Problem.draining();
    }
    if (cause instanceof QueueStorageException) {
      return Problem.of(507, "queue-storage", "The queue's folder cannot be written", message)
          .header("Retry-After", "5");
    }
    return Problem.of(500, "queue", "The queue failed", message);
  }

  /** Returns the key of a request that may be repeated; refuses one that is none. */
  static String key(String header) throws ProblemException {
    boolean quoted = header.length() > 1 && header.startsWith("\"") && header.endsWith("\"");
    String key = quoted ? header.substring(1, header.length() - 1) : header;
    if (key.isBlank() || key.length() > 255) {
      throw new ProblemException(
          Problem.badRequest(
              "the header Idempotency-Key must have 1 to 255 characters, not "
                  + Quote.shortened(key)));
    }
    return key;
  }
}
