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
 * The result of one task. It ends in exactly one of: the handler's result, a {@link TaskException},
 * or what the caller completes it with. Whoever ends it himself also ends the task: {@link
 * #cancel}, {@link #orTimeout}, {@link #complete} and their like take a waiting task out of the
 * queue and interrupt a running one; a handler that has not given way after the grace period loses
 * its process. After a cancelled attempt the next task runs in a new process.
 *
 * <p>Callbacks that are not {@code …Async} run on a thread of the supervisor's that serves nothing
 * but callbacks.
 *
 * @param <R> what the handler returns
 */
public final class TaskFuture<R> extends CompletableFuture<@Nullable R> {
  private final EventLoop loop;
  private final Function<Json, @Nullable R> reader;
  private volatile @Nullable TrackedTask entry;
  private volatile @Nullable TaskResult result;

  TaskFuture(EventLoop loop, Function<Json, @Nullable R> reader) {
    this.loop = loop;
    this.reader = reader;
  }

  /** To be called before anybody else knows this future. */
  void stands(TrackedTask submitted) {
    entry = submitted;
  }

  /** All that is known of how the task ended: attempts, worker, times; null while it has not. */
  public @Nullable TaskResult taskResult() {
    return result;
  }

  /**
   * Ends the task and this future, the latter at once.
   *
   * @param mayInterruptIfRunning whether a handler that runs is interrupted; otherwise it may
   *     finish, for nobody
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      endTask(!mayInterruptIfRunning);
    }
    return cancelled;
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
    TrackedTask submitted = entry;
    if (submitted != null && result == null) {
      loop.cancel(submitted, onlyIfWaiting);
    }
  }

  /** The task has ended. Runs callbacks. */
  void settle(TaskResult told) {
    result = told;
    if (isDone()) {
      return;
    }
    try {
      super.complete(valueOf(told, reader));
    } catch (RuntimeException | Error e) { // the result's own constructor may throw anything
      super.completeExceptionally(e);
    }
  }

  /**
   * What the handler returned.
   *
   * @throws TaskException if the task did not succeed, or its result does not fit
   */
  static <R> @Nullable R valueOf(TaskResult told, Function<Json, @Nullable R> reader) {
    Json json = told.result();
    if (told.status() != TaskStatus.SUCCEEDED || json == null) {
      throw TaskException.of(told);
    }
    try {
      return reader.apply(json);
    } catch (IllegalArgumentException e) {
      TaskError error = TaskError.of("ResultNotReadable", String.valueOf(e.getMessage()));
      throw TaskException.of(told.failed(error));
    }
  }
}
