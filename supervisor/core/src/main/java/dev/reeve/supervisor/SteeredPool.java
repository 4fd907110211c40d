package dev.reeve.supervisor;

import dev.reeve.supervisor.engine.worker.PoolCommand;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The methods of a {@link Supervisor} by which a pool is steered and ended. Thread-safe. */
abstract class SteeredPool {
  private final SupervisorParts parts;

  SteeredPool(SupervisorParts parts) {
    this.parts = parts;
  }

  final SupervisorParts parts() {
    return parts;
  }

  /**
   * Stops in order: queued tasks are skipped, running ones have the grace period to finish. Does
   * nothing if the pool is already stopping or has ended.
   *
   * @param reason for people; goes to the results of skipped tasks and to the log
   */
  public void drain(String reason) {
    parts.end().byCaller().drain(reason);
  }

  /**
   * Stops at once: workers are killed and joined. Does nothing after the end.
   *
   * @param reason for people; goes to the results of stopped tasks and to the log
   */
  public void stopNow(String reason) {
    parts.end().byCaller().stopNow(reason);
  }

  /**
   * Starts no further task until {@link #resume}. Running tasks go on, and so do the tasks that
   * they submit. Time limits, {@link #drain} and {@link #stopNow} work as always, while {@link
   * Supervisor#finish} and {@link Supervisor#close} wait for the tasks that are held back. Does
   * nothing if the pool is paused.
   *
   * @throws IllegalStateException if it is the {@linkplain Supervisor#common common} pool
   */
  public void pause() {
    parts.end().requireOwned();
    boolean unused = parts.loop().steer(new PoolCommand.PauseTasks());
  }

  /** Ends {@link #pause}. Does nothing if the pool is not paused. */
  public void resume() {
    boolean unused = parts.loop().steer(new PoolCommand.ResumeTasks());
  }

  /**
   * Changes the number of workers. More are started as there are tasks for them. If there are too
   * many, idle ones are ended first; busy ones finish their tasks, and are ended then. Does nothing
   * after the end.
   *
   * @throws IllegalArgumentException if {@code count} is less than 1
   * @throws IllegalStateException if it is the {@linkplain Supervisor#common common} pool
   */
  public void resize(int count) {
    PoolSettings.requireWorkers(count);
    parts.end().requireOwned();
    parts.size().change(count);
  }

  /**
   * Ends all tasks with that id early. One that waits ends as {@link TaskStatus#CANCELLED} at once.
   * The handler of one that runs is interrupted; if it still runs after the grace period, its
   * worker is ended. The next task runs in a new worker then.
   *
   * @return completes with what becomes of the task; after the pool's end it is {@link
   *     CancelOutcome#UNKNOWN}
   */
  public CompletableFuture<CancelOutcome> cancel(String taskId) {
    CompletableFuture<CancelOutcome> answer = new CompletableFuture<>();
    if (!parts.loop().steer(new PoolCommand.CancelById(taskId, answer))) {
      answer.complete(CancelOutcome.UNKNOWN);
    }
    return parts.callbacks().pass(answer);
  }

  /**
   * Gives no further tasks to workers until {@link #release}, because their results could not be
   * kept. Running tasks go on, and so do the tasks that they submit. Independent of {@link #pause}.
   *
   * @param exceptSeq {@link Task#seq} of a task that is given to a worker all the same, unless the
   *     pool is paused; 0 for none. A further call replaces it
   */
  public void holdBack(long exceptSeq) {
    parts.end().requireOwned();
    boolean unused = parts.loop().steer(new PoolCommand.HoldTasks(exceptSeq));
  }

  /** Ends {@link #holdBack}. Does nothing if there was none. */
  public void release() {
    boolean unused = parts.loop().steer(new PoolCommand.ReleaseTasks());
  }

  /**
   * Returns a future that completes when the pool starts no more tasks: after {@link #drain}, a
   * halt, a deadline, or a failure of the pool.
   */
  public CompletableFuture<RunEnding> stopping() {
    return parts.callbacks().pass(parts.loop().stopping());
  }

  /**
   * Returns whether the pool starts no more tasks. It is true before any task ends because of that,
   * while {@link #stopping} may complete a little later.
   */
  public boolean isStopping() {
    return parts.loop().stopping().isDone();
  }

  /**
   * Returns a future of the pool's state; after the pool's end it fails with {@link
   * IllegalStateException}.
   */
  public CompletableFuture<PoolSnapshot> snapshot() {
    return parts.callbacks().pass(parts.loop().snapshot());
  }

  /**
   * Accepts no more tasks, and ends the pool when all have ended, as {@link Supervisor#finish}
   * does, but returns at once.
   */
  public void shutdown() {
    parts.end().byCaller().termination().shutdown();
  }

  /** Accepts no more tasks, kills all workers as {@link #stopNow} does, and returns at once. */
  public void shutdownNow() {
    parts.end().byCaller().termination().shutdownNow();
  }

  /** Returns whether no more tasks are accepted, or tasks are skipped because the pool stops. */
  public boolean isShutdown() {
    return parts.end().isShutdown();
  }

  /**
   * Returns whether every process has been joined after {@link #shutdown}, {@link
   * Supervisor#finish} or {@link Supervisor#close}.
   */
  public boolean isTerminated() {
    return parts.end().termination().isTerminated();
  }

  /**
   * Waits until the pool is terminated, which one of the methods above must have begun.
   *
   * @return false if the limit has passed before
   */
  public boolean awaitTermination(Duration limit) throws InterruptedException {
    return parts.end().termination().await(WaitNanos.of(limit));
  }
}
