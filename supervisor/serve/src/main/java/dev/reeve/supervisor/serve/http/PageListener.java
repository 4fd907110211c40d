package dev.reeve.supervisor.serve.http;

import dev.reeve.supervisor.model.BatchRelease;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.supervisor.serve.page.RunHistory;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells the history of the page what the pool tells, before another listener hears it. */
record PageListener(RunHistory history, TaskQueue queue, SupervisorListener next)
    implements SupervisorListener {

  @Override
  public boolean hearsTasks() {
    return true;
  }

  @Override
  public void workerStarted(Worker worker) {
    history.workerStarted(worker);
    next.workerStarted(worker);
  }

  @Override
  public void workerExited(WorkerReport report) {
    history.workerExited(report);
    next.workerExited(report);
  }

  @Override
  public void taskProgress(String taskId, double fraction, @Nullable String message) {
    next.taskProgress(taskId, fraction, message);
  }

  @Override
  public void batchReleased(String handler, int items, BatchRelease why) {
    history.batchReleased(handler, items, why);
    next.batchReleased(handler, items, why);
  }

  @Override
  public void attemptStarted(TaskAttempt attempt) {
    QueuedTask task = attempt.number() == 1 ? queue.find(attempt.id()) : null;
    if (task != null) {
      Instant start = attempt.startedAt() == null ? Instant.now() : attempt.startedAt();
      Duration wait = Duration.between(task.acceptedAt(), start);
      history.waited(wait.isNegative() ? Duration.ZERO : wait);
    }
    next.attemptStarted(attempt);
  }

  @Override
  public void attemptEnded(TaskAttemptEnd end) {
    history.attemptEnded(end);
    next.attemptEnded(end);
  }

  @Override
  public void taskEnded(TaskResult result) {
    history.taskEnded(result);
    next.taskEnded(result);
  }
}
