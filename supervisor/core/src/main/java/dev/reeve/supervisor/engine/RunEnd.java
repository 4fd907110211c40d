package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.worker.WorkerReports;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Whether and why a run stops, and what it came to. */
final class RunEnd {
  private final CompletableFuture<RunEnding> stopping = new CompletableFuture<>();
  private final CompletableFuture<RunSummary> ended = new CompletableFuture<>();
  private RunEnding ending = RunEnding.COMPLETED;
  private @Nullable String message;

  boolean isStopping() {
    return stopping.isDone();
  }

  /** Why it stops; null as long as it does not. */
  @Nullable String message() {
    return message;
  }

  boolean isOver() {
    return ended.isDone();
  }

  /** Nothing is started any more. */
  void stop(RunEnding why, String text) {
    ending = why;
    message = text;
    stopping.complete(why);
  }

  /** A run that nobody stopped takes no more tasks from its end on. */
  void takeNoMore() {
    stopping.complete(ending);
  }

  /** All tasks have ended, all workers are joined. */
  void complete(TaskTracker book, WorkerReports ledger, Duration wall) {
    ended.complete(
        new RunSummary(ending, message, book.counts(), wall, ledger.reports(), ledger.unjoined()));
  }

  /** What it came to will never be known. */
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
