package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.worker.EngineContext;
import dev.reeve.supervisor.engine.worker.StopReason;
import dev.reeve.supervisor.engine.worker.WorkerPool;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.text.HeapText;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The end of a run: stops its tasks and workers, remembers why, and makes the summary. */
final class RunEnd {
  private final EngineContext context;
  private final TaskTracker tracker;
  private final WorkerPool pool;
  private final CompletableFuture<RunEnding> stopping = new CompletableFuture<>();
  private final CompletableFuture<RunSummary> ended = new CompletableFuture<>();
  private RunEnding ending = RunEnding.COMPLETED;
  private @Nullable String reason;

  RunEnd(EngineContext context, TaskTracker tracker, WorkerPool pool) {
    this.context = context;
    this.tracker = tracker;
    this.pool = pool;
  }

  /** Skips waiting tasks and lets running ones finish within the grace period. */
  void drain(String why) {
    stop(RunEnding.STOPPED, why, false);
  }

  /** Skips waiting tasks and kills all workers, without telling running tasks before. */
  void kill(String why) {
    stop(RunEnding.STOPPED, why, false);
    pool.kill(runStops(why), context.clock().nanos());
  }

  /**
   * Skips waiting tasks and sends SIGTERM to all workers. Nothing else is sent before, so that the
   * exit codes tell of the signal.
   */
  void terminate(String why) {
    pool.terminate(runStops(why), context.clock().nanos());
    stop(RunEnding.STOPPED, why, false);
  }

  /** Stops a run after a fault of Reeve itself: cancels running tasks and kills all workers. */
  void fail(Throwable fault) {
    stop(RunEnding.INTERNAL_ERROR, describe(fault), true);
    pool.kill(runStops("internal error"), context.clock().nanos());
  }

  private static String describe(Throwable fault) {
    return HeapText.isHeapFull(fault) ? HeapText.describe(fault) : "internal error: " + fault;
  }

  /**
   * Stops the run: skips waiting tasks, takes on no more, and ends all workers.
   *
   * @param cancelRunning whether running tasks are cancelled at once
   */
  void stop(RunEnding why, String text, boolean cancelRunning) {
    stop(why, TaskError.of("Skipped", text), cancelRunning);
  }

  /**
   * As {@link #stop(RunEnding, String, boolean)}.
   *
   * @param cause the error of skipped tasks; its message is the reason for people
   */
  void stop(RunEnding why, TaskError cause, boolean cancelRunning) {
    String text = String.valueOf(cause.message());
    if (!isStopping()) {
      context.log().log(level(why), "the run stops: " + text);
      tracker.stop(cause);
      ending = why;
      reason = text;
      stopping.complete(why);
    }
    pool.close(runStops(text), cancelRunning, context.clock().nanos());
  }

  private static StopReason runStops(String text) {
    return new StopReason(StopReason.Kind.RUN_STOPS, text);
  }

  private static Level level(RunEnding why) {
    return why == RunEnding.STOPPED ? Level.INFO : Level.ERROR;
  }

  boolean isStopping() {
    return stopping.isDone();
  }

  /** Returns why the run stops; null as long as it does not. */
  @Nullable String reason() {
    return reason;
  }

  boolean isOver() {
    return ended.isDone();
  }

  /** Says that a run that was not stopped takes no more tasks. */
  void takeNoMore() {
    stopping.complete(ending);
  }

  /** Makes the summary, when all tasks have ended and all workers are joined. */
  void complete(Duration wall) {
    ended.complete(
        new RunSummary(
            ending,
            reason,
            tracker.settled().counts(),
            wall,
            pool.reports().all(),
            pool.reports().unjoined(),
            tracker.settled().slowest()));
  }

  /** Gives up a run that cannot be stopped in order; there will be no summary. */
  void abandon(Throwable fault) {
    stopping.complete(RunEnding.INTERNAL_ERROR);
    ended.completeExceptionally(fault);
  }

  /** Completes when no more tasks are taken on. */
  CompletableFuture<RunEnding> stopping() {
    return stopping;
  }

  /** Completes when all tasks have ended and every worker is joined. */
  CompletableFuture<RunSummary> ended() {
    return ended;
  }
}
