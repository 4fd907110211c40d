package dev.reeve.supervisor;

import dev.reeve.worker.TaskHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Submission of several calls of one handler at once. Thread-safe. */
final class CallGroups {
  private final CallSubmitter calls;

  CallGroups(CallSubmitter calls) {
    this.calls = calls;
  }

  /** Submits all requests. If one cannot be sent, those before it are cancelled. */
  <Q, R> List<TaskFuture<R>> submit(
      Class<? extends TaskHandler<Q, R>> handler,
      Collection<? extends Q> requests,
      TaskOptions options) {
    return submit(requests, (index, request) -> submit(handler, request, options, index));
  }

  private <Q, R> TaskFuture<R> submit(
      Class<? extends TaskHandler<Q, R>> handler, Q request, TaskOptions options, int index) {
    try {
      return calls.submit(handler, request, options);
    } catch (IllegalArgumentException e) {
      throw refusal(index, e);
    }
  }

  /** Returns the exception for a request that cannot be sent, with its index among all. */
  static IllegalArgumentException refusal(long index, IllegalArgumentException reason) {
    return new IllegalArgumentException("requests[" + index + "]: " + reason.getMessage(), reason);
  }

  /** Submits all items, with their indexes. If one is refused, those before it are cancelled. */
  static <Q, R> List<TaskFuture<R>> submit(
      Collection<? extends Q> items, BiFunction<Integer, Q, TaskFuture<R>> submitter) {
    List<TaskFuture<R>> futures = new ArrayList<>(items.size());
    try {
      for (Q item : items) {
        futures.add(submitter.apply(futures.size(), item));
      }
    } catch (RuntimeException | Error e) {
      cancel(futures);
      throw e;
    }
    return List.copyOf(futures);
  }

  /**
   * Submits all requests and waits until all have ended.
   *
   * @param limit ends the wait, and then those that have not ended are cancelled; null for none
   */
  <Q, R> List<TaskFuture<R>> invoke(
      Class<? extends TaskHandler<Q, R>> handler,
      Collection<? extends Q> requests,
      @Nullable Duration limit)
      throws InterruptedException {
    List<TaskFuture<R>> futures = submit(handler, requests, TaskOptions.DEFAULT);
    await(futures, limit);
    return futures;
  }

  /** Waits until all futures are done. At the limit, or at an interrupt, the rest is cancelled. */
  static void await(Collection<? extends TaskFuture<?>> futures, @Nullable Duration limit)
      throws InterruptedException {
    try {
      TaskFutures.Waited<TaskFuture<?>> unused =
          limit == null ? TaskFutures.waitAll(futures) : TaskFutures.waitAll(futures, limit);
    } finally {
      cancel(futures);
    }
  }

  static void cancel(Collection<? extends TaskFuture<?>> futures) {
    futures.forEach(future -> future.cancel(true));
  }
}
