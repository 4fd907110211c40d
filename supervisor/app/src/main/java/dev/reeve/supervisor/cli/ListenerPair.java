package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.model.BatchRelease;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.WorkerLine;
import dev.reeve.supervisor.model.WorkerReport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Two listeners of a pool, told one after the other. */
record ListenerPair(SupervisorListener first, SupervisorListener second)
    implements SupervisorListener {

  @Override
  public boolean hearsTasks() {
    return first.hearsTasks() || second.hearsTasks();
  }

  @Override
  public void workerStarted(Worker worker) {
    first.workerStarted(worker);
    second.workerStarted(worker);
  }

  @Override
  public void workerReady(Worker worker) {
    first.workerReady(worker);
    second.workerReady(worker);
  }

  @Override
  public void workerExited(WorkerReport report) {
    first.workerExited(report);
    second.workerExited(report);
  }

  @Override
  public void restartsPaused(int slot, Duration pause, String reason) {
    first.restartsPaused(slot, pause, reason);
    second.restartsPaused(slot, pause, reason);
  }

  @Override
  public void workerWrote(WorkerLine line) {
    first.workerWrote(line);
    second.workerWrote(line);
  }

  @Override
  public void taskProgress(String taskId, double fraction, @Nullable String message) {
    first.taskProgress(taskId, fraction, message);
    second.taskProgress(taskId, fraction, message);
  }

  @Override
  public void batchReleased(String handler, int items, BatchRelease why) {
    first.batchReleased(handler, items, why);
    second.batchReleased(handler, items, why);
  }

  @Override
  public void attemptStarted(TaskAttempt attempt) {
    first.attemptStarted(attempt);
    second.attemptStarted(attempt);
  }

  @Override
  public void attemptEnded(TaskAttemptEnd end) {
    first.attemptEnded(end);
    second.attemptEnded(end);
  }

  @Override
  public void taskEnded(TaskResult result) {
    first.taskEnded(result);
    second.taskEnded(result);
  }
}
