package dev.reeve.supervisor.run;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import java.util.concurrent.CompletableFuture;

/** The pool of a run that is not a test. */
record SupervisorPool(Supervisor supervisor) implements TaskPool {
  @Override
  public void submit(Task task, ResultListener listener) {
    supervisor.submit(task, listener);
  }

  @Override
  public void record(TaskResult result, ResultListener listener) {
    supervisor.record(result, listener);
  }

  @Override
  public void drain(String reason) {
    supervisor.drain(reason);
  }

  @Override
  public void stopNow(String reason) {
    supervisor.stopNow(reason);
  }

  @Override
  public void holdBack(long exceptSeq) {
    supervisor.holdBack(exceptSeq);
  }

  @Override
  public void release() {
    supervisor.release();
  }

  @Override
  public void pause() {
    supervisor.pause();
  }

  @Override
  public void resume() {
    supervisor.resume();
  }

  @Override
  public void resize(int workers) {
    supervisor.resize(workers);
  }

  @Override
  public CompletableFuture<CancelOutcome> cancel(String taskId) {
    return supervisor.cancel(taskId);
  }

  @Override
  public CompletableFuture<RunEnding> stopping() {
    return supervisor.stopping();
  }

  @Override
  public boolean isStopping() {
    return supervisor.isStopping();
  }

  @Override
  public CompletableFuture<PoolSnapshot> snapshot() {
    return supervisor.snapshot();
  }

  @Override
  public RunSummary finish() throws InterruptedException {
    return supervisor.finish();
  }

  @Override
  public void close() {
    supervisor.close();
  }
}
