package dev.reeve.supervisor;

import dev.reeve.json.Json;
import dev.reeve.supervisor.engine.EventLoop;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.relay.CompletionThreads;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that the program submits. They keep the JVM alive until their results have been passed
 * on. Thread-safe.
 */
final class ProgramTasks {
  private final EventLoop loop;
  private final CompletionThreads callbacks;
  private final JvmKeeper keeper;

  ProgramTasks(EventLoop loop, CompletionThreads callbacks, JvmKeeper keeper) {
    this.loop = loop;
    this.callbacks = callbacks;
    this.keeper = keeper;
  }

  /**
   * A call that any pool can run.
   *
   * @param task the task, with the request as JSON
   * @param reader reads the result
   */
  record Call<R>(Task task, Function<Json, @Nullable R> reader) {}

  /** Has a fault of Reeve end the JVM as it ends the pool: results no longer come then. */
  void keepNoLongerAfterFault() {
    CompletableFuture<?> unused =
        loop.ended()
            .whenComplete(
                (summary, fault) -> {
                  if (fault != null) {
                    keeper.close();
                  }
                });
  }

  EventLoop loop() {
    return loop;
  }

  JvmKeeper keeper() {
    return keeper;
  }

  /** Submits a task. The listener is called on the loop's thread. */
  TrackedTask submit(Task task, ResultListener listener) {
    ResultListener counted = keeper.endedAfter(listener);
    return keeper.counting(() -> loop.submit(task, counted));
  }

  /** Submits a task; the future completes with its result, whatever its status. */
  CompletableFuture<TaskResult> submit(Task task) {
    CompletableFuture<TaskResult> future = new CompletableFuture<>();
    TrackedTask unused = keeper.counting(() -> loop.submit(task, passTo(future::complete, keeper)));
    return future;
  }

  /** Submits a call. */
  <R> TaskFuture<R> submit(Call<R> call) {
    return submitTo(loop, call, keeper);
  }

  /**
   * Submits a call to another loop than that of the pool.
   *
   * @param counter counts the call while it is outstanding
   */
  <R> TaskFuture<R> submitTo(EventLoop other, Call<R> call, JvmKeeper counter) {
    TaskFuture<R> future = new TaskFuture<>(other, call.reader());
    future.attach(
        counter.counting(() -> other.submit(call.task(), passTo(future::settle, counter))));
    return future;
  }

  /** Passes a result to the threads of callbacks. The task is outstanding until that is done. */
  private ResultListener passTo(Consumer<TaskResult> target, JvmKeeper counter) {
    return result ->
        callbacks.run(
            () -> {
              try {
                target.accept(result);
              } finally {
                counter.ended();
              }
            });
  }

  /** Ends a task early. */
  void cancel(TrackedTask task) {
    loop.cancel(task, false);
  }
}
