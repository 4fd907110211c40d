package dev.reeve.supervisor;

import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.WorkerReport;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Listener of the loop of one {@link TaskProcess}. It keeps the process id, and passes all events
 * to the listener of the supervisor.
 */
final class ProcessListener implements SupervisorListener {
  private final SupervisorListener target;
  private final CompletableFuture<Long> pid = new CompletableFuture<>();

  ProcessListener(SupervisorListener target) {
    this.target = target;
  }

  /** Returns a future that completes when the process has started. */
  CompletableFuture<Long> pid() {
    return pid;
  }

  @Override
  public void workerStarted(Worker worker) {
    pid.complete(worker.pid());
    target.workerStarted(worker);
  }

  @Override
  public void workerReady(Worker worker) {
    target.workerReady(worker);
  }

  @Override
  public void workerExited(WorkerReport report) {
    target.workerExited(report);
  }

  @Override
  public void taskProgress(String taskId, double fraction, @Nullable String message) {
    target.taskProgress(taskId, fraction, message);
  }

  @Override
  public boolean hearsTasks() {
    return target.hearsTasks();
  }

  @Override
  public void attemptStarted(TaskAttempt attempt) {
    target.attemptStarted(attempt);
  }

  @Override
  public void attemptEnded(TaskAttemptEnd end) {
    target.attemptEnded(end);
  }

  @Override
  public void taskEnded(TaskResult result) {
    target.taskEnded(result);
  }
}
