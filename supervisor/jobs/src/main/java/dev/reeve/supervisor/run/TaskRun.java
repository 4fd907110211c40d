package dev.reeve.supervisor.run;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.job.TaskSource;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One run of a source's tasks on a pool: reads them as fast as results are written, and writes each
 * result exactly once. {@link #run} belongs to one thread; all other methods may be called from any
 * thread and, but for {@link #close}, do not block.
 */
public final class TaskRun implements AutoCloseable {
  /** Time that an output which stalls is given after {@link #stopNow}. */
  private static final Duration STALL_LIMIT = Duration.ofSeconds(2);

  private final TaskPool pool;
  private final TaskPump pump;
  private final RunOutputs outputs;
  private final ResumeFilter resume;
  private final RunListener listener;
  private volatile boolean ended;

  TaskRun(
      TaskPool pool, TaskPump pump, RunOutputs outputs, ResumeFilter resume, RunListener listener) {
    this.pool = pool;
    this.pump = pump;
    this.outputs = outputs;
    this.resume = resume;
    this.listener = listener;
  }

  /**
   * Returns settings for a new run.
   *
   * @param source stays open
   * @param pool used by this run alone, which finishes it
   */
  public static RunBuilder builder(TaskSource source, Supervisor pool) {
    return builder(source, new SupervisorPool(pool));
  }

  /**
   * Returns settings for a new run whose tasks are run elsewhere.
   *
   * @param source stays open
   * @param pool used by this run alone, which finishes it
   */
  public static RunBuilder builder(TaskSource source, TaskPool pool) {
    return new RunBuilder(source, pool);
  }

  /**
   * Runs all tasks of the source, finishes the pool, and closes the outputs. May be called once.
   *
   * @throws InterruptedException if this thread is interrupted; the run goes on until {@link
   *     #close}
   * @throws IllegalStateException if Reeve itself failed; all workers have been stopped
   */
  public RunOutcome run() throws InterruptedException {
    try {
      return runToEnd();
    } catch (RuntimeException | Error e) {
      closeAfter(e);
      throw e;
    }
  }

  private RunOutcome runToEnd() throws InterruptedException {
    CompletableFuture<Void> unused = pool.stopping().thenAccept(this::onStopping);
    pump.start();
    pump.await();
    Throwable sourceFailure = pump.failure();
    if (sourceFailure != null) {
      listener.sourceFailed(sourceFailure);
    }
    RunSummary summary = pool.finish();
    outputs.close();
    ended = true;
    return new RunOutcome(
        summary, resume.counts(), resume.changed(), outputs.failure().orElse(null), sourceFailure);
  }

  /** Keeps the fault that ended the run, whatever else fails. */
  private void closeAfter(Throwable fault) {
    try {
      close();
    } catch (RuntimeException | Error e) {
      fault.addSuppressed(e);
    }
  }

  /** A pool that has failed makes no more room in the window, so reading can't be waited for. */
  private void onStopping(RunEnding ending) {
    if (ending == RunEnding.INTERNAL_ERROR) {
      pump.abandon();
    } else {
      pump.stop();
    }
  }

  /**
   * Stops in order: tasks that wait are skipped, running ones have the grace period to finish, and
   * all results are written.
   *
   * @param reason for people; goes to the records and to the log
   */
  public void drain(String reason) {
    pool.drain(reason);
  }

  /**
   * Stops at once: workers are killed and joined. Results are written, but an output that stalls is
   * waited for no longer than 2 seconds.
   *
   * @param reason for people; goes to the records and to the log
   */
  public void stopNow(String reason) {
    pool.stopNow(reason);
    pump.abandon(STALL_LIMIT);
    outputs.abandon(STALL_LIMIT);
  }

  /** Returns whether the run starts no more tasks: true before any task ends because of that. */
  public boolean isStopping() {
    return pool.isStopping();
  }

  /** Starts no further task until {@link #resume}; those that run go on. */
  public void pause() {
    pool.pause();
  }

  /** Ends {@link #pause}. Does nothing if there was none. */
  public void resume() {
    pool.resume();
  }

  /**
   * Changes the number of workers. Busy ones finish their tasks before they are ended.
   *
   * @throws IllegalArgumentException if {@code workers} is less than 1
   */
  public void resize(int workers) {
    pool.resize(workers);
  }

  /**
   * Ends a task early that has been read and has not ended; other tasks are unknown.
   *
   * @return completes with what becomes of it
   */
  public CompletableFuture<CancelOutcome> cancel(String taskId) {
    return pool.cancel(taskId);
  }

  /** Returns what the run is doing; fails with {@link IllegalStateException} after its end. */
  public CompletableFuture<RunProgress> progress() {
    return pool.snapshot().thenApply(snapshot -> new RunProgress(snapshot, pump.tasksToRun()));
  }

  /**
   * Stops a run that has not ended, as {@link #stopNow}, and waits for that. Tasks that have not
   * been read get no record.
   */
  @Override
  public void close() {
    if (ended) {
      return;
    }
    stopNow("the run was closed before its end");
    pump.abandon();
    pool.close();
    outputs.close();
    ended = true;
  }
}
