package dev.reeve.supervisor.serve.http;

import dev.reeve.json.Json;
import dev.reeve.supervisor.control.JsonObject;
import dev.reeve.supervisor.model.BatchRelease;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.supervisor.serve.queue.QueueListener;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Hands on what the pool and the queue tell: to events, results, metrics and views of tasks. */
final class ServerListener implements SupervisorListener, QueueListener {
  private final Executor serial;
  private final ServerEvents events;
  private final Feed results;
  private final ServerMetrics metrics;
  private final LiveTasks live;

  /**
   * @param serial keeps the order of what is told, and keeps the work from those who tell it
   */
  ServerListener(
      Executor serial, ServerEvents events, Feed results, ServerMetrics metrics, LiveTasks live) {
    this.serial = serial;
    this.events = events;
    this.results = results;
    this.metrics = metrics;
    this.live = live;
  }

  @Override
  public boolean hearsTasks() {
    return true;
  }

  @Override
  public void accepted(QueuedTask task) {
    serial.execute(
        () -> {
          metrics.accepted(task.handler());
          events.accepted(task);
        });
  }

  @Override
  public void ended(QueuedTask task, Json record) {
    serial.execute(() -> tellEnd(task, record));
  }

  private void tellEnd(QueuedTask task, Json record) {
    live.ended(task.id());
    JsonObject members = JsonObject.parse(record.utf8(), 0, record.length());
    metrics.ended(task, members);
    events.ended(task, members);
    results.append(
        task.id(),
        number -> {
          byte[] line = new byte[record.length() + 1];
          System.arraycopy(record.utf8(), 0, line, 0, record.length());
          line[record.length()] = '\n';
          return line;
        });
  }

  @Override
  public void workerStarted(Worker worker) {
    Instant now = Instant.now();
    serial.execute(
        () -> {
          metrics.workerStarted(worker.isRestart());
          events.lines((lines, out) -> lines.workerStarted(worker, now, out));
        });
  }

  @Override
  public void workerExited(WorkerReport report) {
    Instant now = Instant.now();
    serial.execute(
        () -> {
          metrics.workerExited(report);
          events.lines((lines, out) -> lines.workerExited(report, now, out));
        });
  }

  @Override
  public void taskProgress(String taskId, double fraction, @Nullable String message) {
    serial.execute(
        () -> {
          live.progress(taskId, fraction, message);
          events.progress(taskId, fraction, message);
        });
  }

  @Override
  public void batchReleased(String handler, int items, BatchRelease why) {
    String word = why.name().toLowerCase(Locale.ROOT);
    serial.execute(
        () -> {
          metrics.batch(handler, items, word);
          events.batch(handler, items, word);
        });
  }

  @Override
  public void attemptStarted(TaskAttempt attempt) {
    Instant now = Instant.now();
    serial.execute(
        () -> {
          live.started(attempt);
          events.lines((lines, out) -> lines.attemptStarted(attempt, now, out));
        });
  }

  /** Leaves out the last attempt: the end of the task tells the same. */
  @Override
  public void attemptEnded(TaskAttemptEnd end) {
    Instant now = Instant.now();
    serial.execute(
        () -> {
          live.ended(end.attempt().id());
          if (end.retryAfter() != null) {
            events.lines((lines, out) -> lines.attemptEnded(end, now, out));
          }
        });
  }
}
