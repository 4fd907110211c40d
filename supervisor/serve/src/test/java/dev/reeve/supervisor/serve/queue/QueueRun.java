package dev.reeve.supervisor.serve.queue;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.Results;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Does by hand with a queue what a run does. */
final class QueueRun {
  private QueueRun() {}

  /** A clock that a test sets. */
  static final class Clock implements InstantSource {
    private long now = 1_764_000_000_000L;

    @Override
    public synchronized Instant instant() {
      return Instant.ofEpochMilli(now);
    }

    synchronized void advance(long millis) {
      now += millis;
    }
  }

  static Submission submission(String id) {
    return submission(id, "1");
  }

  static Submission submission(String id, String payload) {
    return Submission.of(Task.of(1, id, "echo", Json.of(payload)), true);
  }

  static Submission prioritized(String id, int priority) {
    Task task = Task.of(1, id, "echo", Json.NULL);
    return Submission.of(
        new Task(1, id, "echo", Json.NULL, task.policy(), priority, task.tags()), true);
  }

  /** Takes the next task, which must be there or come. */
  static Task next(TaskQueue queue) throws IOException, InterruptedException {
    Task task = nextOrNull(queue);
    if (task == null) {
      throw new AssertionError("no more tasks");
    }
    return task;
  }

  static @Nullable Task nextOrNull(TaskQueue queue) throws IOException, InterruptedException {
    SourceEntry entry = queue.source().next();
    return entry == null ? null : ((SourceEntry.Ready) entry).task();
  }

  static TaskResult result(Task task, TaskStatus status) {
    return TaskResult.builder(task, status)
        .attempts(1)
        .startedAt(Instant.ofEpochMilli(1_764_000_000_000L))
        .durationNanos(1_000_000)
        .worker(new TaskResult.WorkerRef(0, 4711))
        .result(status == TaskStatus.SUCCEEDED ? task.payload() : null)
        .error(
            status == TaskStatus.SUCCEEDED ? null : TaskError.of("Test", "line\nbreak \"\\ \u00fc"))
        .build();
  }

  static void end(TaskQueue queue, TaskResult... results) throws IOException {
    queue.output().write(Results.batch(results));
  }

  static void succeed(TaskQueue queue, Task task) throws IOException {
    end(queue, result(task, TaskStatus.SUCCEEDED));
  }
}
