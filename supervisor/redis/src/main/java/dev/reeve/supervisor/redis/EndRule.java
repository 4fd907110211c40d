package dev.reeve.supervisor.redis;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.RecordWriter;
import dev.reeve.supervisor.results.TaskHash;
import java.time.Duration;

/** Decides what becomes of a task after its attempt on this supervisor. Not thread-safe. */
final class EndRule {

  /** Workers that may die with a task before it is dead, whatever its retries. */
  private static final int MOST_DEATHS = 2;

  /** Most dead tasks that a queue keeps. */
  static final int MOST_DEAD = 10_000;

  private final Duration kept;
  private final RecordWriter records = new RecordWriter();

  /**
   * @param kept time for which records are kept
   */
  EndRule(Duration kept) {
    this.kept = kept;
  }

  /**
   * Returns what becomes of the task.
   *
   * @param stopping whether this supervisor stops, so that it cancels what it could finish
   *     otherwise
   */
  TaskEnd after(TakenTask task, TaskResult result, boolean stopping) {
    if (task.stop() == TakenTask.Stop.LOST) {
      return new TaskEnd.Dropped(task);
    }
    if (task.stop() == TakenTask.Stop.UNSURE && result.status() == TaskStatus.CANCELLED) {
      return givenBack(task);
    }
    TakenRow row = task.row();
    int attempts = row.attempts() + result.attempts();
    return switch (result.status()) {
      case SUCCEEDED -> finished(task, result, attempts);
      case SKIPPED -> givenBack(task);
      case CANCELLED ->
          stopping && task.stop() != TakenTask.Stop.CANCELLED
              ? givenBack(task)
              : finished(task, result, attempts);
      case FAILED, TIMED_OUT -> retried(task, result, attempts, row.deaths());
      case CRASHED -> retried(task, result, attempts, row.deaths() + result.attempts());
    };
  }

  /** Returns the end of a task that another supervisor is to run, as if this one had not had it. */
  static TaskEnd givenBack(TakenTask task) {
    return new TaskEnd.GivenBack(task, Duration.ZERO, task.row().attempts(), task.row().deaths());
  }

  private TaskEnd retried(TakenTask task, TaskResult result, int attempts, int deaths) {
    Task submitted = task.task();
    if (submitted == null
        || result.attempts() == 0
        || deaths >= MOST_DEATHS
        || attempts > submitted.policy().retries()) {
      return finished(task, result, attempts);
    }
    Duration delay = submitted.policy().backoff().delayAfter(Math.max(1, attempts));
    return new TaskEnd.GivenBack(task, delay, attempts, deaths);
  }

  private TaskEnd finished(TakenTask task, TaskResult result, int attempts) {
    int mostDead = result.status() == TaskStatus.CRASHED ? MOST_DEAD : 0;
    return new TaskEnd.Finished(
        task, result.status(), record(task, result, attempts), kept, mostDead);
  }

  private Json record(TakenTask task, TaskResult result, int attempts) {
    Task submitted = task.task();
    JsonWriter out = new JsonWriter(512);
    records.write(
        result.withAttempts(attempts),
        submitted == null ? TaskHash.NONE : TaskHash.of(submitted),
        out);
    out.truncate(out.length() - 1); // the newline
    return out.toJson();
  }
}
