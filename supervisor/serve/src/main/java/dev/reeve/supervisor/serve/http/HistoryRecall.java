package dev.reeve.supervisor.serve.http;

import dev.reeve.json.Json;
import dev.reeve.supervisor.control.JsonObject;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.serve.page.RunHistory;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.TaskPage;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import dev.reeve.supervisor.serve.queue.TaskState;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a queue knows of tasks that have ended under an earlier server, for the page of this one.
 */
final class HistoryRecall {
  private static final int MOST = 2_000;
  private static final double NANOS_PER_MILLI = 1e6;

  private HistoryRecall() {}

  /** Returns a history that begins with the oldest of the latest tasks that are kept. */
  static RunHistory of(TaskQueue queue) {
    List<TaskResult> results = new ArrayList<>();
    for (QueuedTask task : latest(queue)) {
      TaskResult result = result(task);
      if (result != null) {
        results.add(result);
      }
    }
    Collections.reverse(results);
    Instant start = Instant.now();
    for (TaskResult result : results) {
      Instant started = result.startedAt();
      start = started != null && started.isBefore(start) ? started : start;
    }
    RunHistory history = RunHistory.ofServer(Instant::now, start);
    results.forEach(result -> tell(result, history));
    return history;
  }

  private static List<QueuedTask> latest(TaskQueue queue) {
    List<QueuedTask> tasks = new ArrayList<>();
    String cursor = null;
    do {
      TaskPage page = queue.list(TaskState.ENDED, cursor, MOST / 2);
      tasks.addAll(page.tasks());
      cursor = page.next();
    } while (cursor != null && tasks.size() < MOST);
    return tasks;
  }

  private static void tell(TaskResult result, RunHistory history) {
    TaskResult.WorkerRef worker = result.worker();
    if (worker != null) {
      TaskAttempt attempt =
          new TaskAttempt(
              result.seq(),
              result.id(),
              result.handler(),
              result.attempts(),
              result.startedAt(),
              worker);
      history.attemptEnded(
          new TaskAttemptEnd(
              attempt, result.status(), result.durationNanos(), result.error(), null));
    }
    history.taskEnded(result);
  }

  /** Returns null for a task that no worker had, or whose record cannot be read. */
  private static @Nullable TaskResult result(QueuedTask task) {
    try {
      Json record = task.record();
      JsonObject members =
          record == null ? null : JsonObject.parse(record.utf8(), 0, record.length());
      return members == null || !members.has("startedAt") ? null : result(members);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return null;
    }
  }

  private static TaskResult result(JsonObject record) {
    return TaskResult.builder(
            record.number("seq"),
            record.text("id"),
            record.text("handler"),
            TaskStatus.valueOf(record.text("status").toUpperCase(Locale.ROOT)))
        .attempts((int) record.number("attempts"))
        .startedAt(Instant.parse(record.text("startedAt")))
        .durationNanos(Math.round(record.real("durationMs") * NANOS_PER_MILLI))
        .worker(record.has("worker") ? worker(record.object("worker")) : null)
        .error(record.has("error") ? error(record.object("error")) : null)
        .build();
  }

  private static TaskResult.WorkerRef worker(JsonObject worker) {
    return new TaskResult.WorkerRef((int) worker.number("slot"), worker.number("pid"));
  }

  private static TaskError error(JsonObject error) {
    return new TaskError(
        error.text("type"),
        text(error, "message"),
        text(error, "stack"),
        error.has("exitCode") ? (int) error.number("exitCode") : null,
        text(error, "signal"),
        text(error, "stdoutTail"),
        text(error, "stderrTail"));
  }

  private static @Nullable String text(JsonObject object, String name) {
    return object.has(name) ? object.text(name) : null;
  }
}
