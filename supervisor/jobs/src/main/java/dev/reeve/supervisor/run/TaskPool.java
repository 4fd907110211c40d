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

/**
 * Where a run's tasks are run: a {@link Supervisor}, or a queue that supervisors elsewhere share.
 * Each method is what {@link Supervisor} says of its own. Thread-safe.
 */
public interface TaskPool {
  void submit(Task task, ResultListener listener);

  void record(TaskResult result, ResultListener listener);

  void drain(String reason);

  void stopNow(String reason);

  void holdBack(long exceptSeq);

  void release();

  void pause();

  void resume();

  void resize(int workers);

  CompletableFuture<CancelOutcome> cancel(String taskId);

  CompletableFuture<RunEnding> stopping();

  /** Returns whether no more tasks are started: true before any task ends because of that. */
  default boolean isStopping() {
    return stopping().isDone();
  }

  CompletableFuture<PoolSnapshot> snapshot();

  RunSummary finish() throws InterruptedException;

  /** Waits for the end, whatever interrupts it. */
  void close();
}
