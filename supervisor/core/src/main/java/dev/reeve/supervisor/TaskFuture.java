package dev.reeve.supervisor;

import dev.reeve.json.Json;
import dev.reeve.supervisor.engine.EventLoop;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The future result of one task. It completes with the handler's result, with a {@link
 * TaskException}, or with a value that the caller sets.
 *
 * <pre>{@code
 * TaskFuture<Integer> square = supervisor.submit(Square.class, 12);
 * square.orTimeout(10, TimeUnit.SECONDS); // also ends the task in its worker
 * System.out.println(square.get());
 * }</pre>
 *
 * <p>A caller that completes the future also ends the task: {@link #cancel}, {@link #orTimeout},
 * {@link #complete} and similar methods take a waiting task out of the queue and interrupt a
 * running one. If its handler still runs after the grace period, its process is ended. After a
 * cancelled attempt the next task runs in a new process.
 *
 * <p>Callbacks of methods without {@code Async} in their names run on a thread of the supervisor
 * for callbacks, in the order in which tasks end. One that blocks delays no other for more than
 * about 10 ms, as another thread goes on with those then. Thread-safe.
 *
 * @param <R> type of the handler's result
 */
public final class TaskFuture<R> extends CompletableFuture<@Nullable R> {
  private final EventLoop loop;
  private final Function<Json, @Nullable R> reader;
  private volatile @Nullable TrackedTask task;
  private volatile @Nullable TaskResult result;

  TaskFuture(EventLoop loop, Function<Json, @Nullable R> reader) {
    this.loop = loop;
    this.reader = reader;
  }

  /** Sets the task. Must be called before the future is published. */
  void attach(TrackedTask submitted) {
    task = submitted;
  }

  /** Returns the task's result with attempts, worker and times; null until the task has ended. */
  public @Nullable TaskResult taskResult() {
    return result;
  }

  /**
   * Completes this future at once and ends the task.
   *
   * @param mayInterruptIfRunning whether a running handler is interrupted; otherwise it runs on and
   *     its result is dropped
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      endTask(!mayInterruptIfRunning);
    }
    return cancelled;
  }

  /**
   * Returns true if the task was cancelled: by {@link #cancel}, by its id, or because the pool
   * stopped before it had ended. In the latter two cases {@link #get} throws a {@link
   * TaskCancelledException} as the cause.
   */
  @Override
  public boolean isCancelled() {
    TaskResult outcome = result;
    return super.isCancelled()
        || (outcome != null
            && isDone()
            && (outcome.status() == TaskStatus.CANCELLED
                || outcome.status() == TaskStatus.SKIPPED));
  }

  @Override
  public boolean complete(@Nullable R value) {
    boolean completed = super.complete(value);
    if (completed) {
      endTask(false);
    }
    return completed;
  }

  @Override
  public boolean completeExceptionally(Throwable exception) {
    boolean completed = super.completeExceptionally(exception);
    if (completed) {
      endTask(false);
    }
    return completed;
  }

  private void endTask(boolean onlyIfWaiting) {
    TrackedTask submitted = task;
    if (submitted != null && result == null) {
      loop.cancel(submitted, onlyIfWaiting);
    }
  }

  /** Completes this future with the task's result, and runs callbacks. */
  void settle(TaskResult outcome) {
    result = outcome;
    if (isDone()) {
      return;
    }
    try {
      super.complete(valueOf(outcome, reader));
    } catch (RuntimeException | Error e) { // the result's own constructor may throw anything
      super.completeExceptionally(e);
    }
  }

  /**
   * Returns the handler's result.
   *
   * @throws TaskException if the task did not succeed, or its result cannot be read as {@code R}
   */
  static <R> @Nullable R valueOf(TaskResult outcome, Function<Json, @Nullable R> reader) {
    Json json = outcome.result();
    if (outcome.status() != TaskStatus.SUCCEEDED || json == null) {
      throw TaskException.of(outcome);
    }
    try {
      return reader.apply(json);
    } catch (IllegalArgumentException e) {
      TaskError error = TaskError.of("ResultNotReadable", String.valueOf(e.getMessage()));
      throw TaskException.of(outcome.failed(error));
    }
  }
}
