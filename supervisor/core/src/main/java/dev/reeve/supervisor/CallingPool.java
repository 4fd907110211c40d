package dev.reeve.supervisor;

import dev.reeve.worker.TaskHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The methods of a {@link Supervisor} that submit several calls at once. Thread-safe. */
abstract class CallingPool extends SteeredPool {
  CallingPool(SupervisorParts parts) {
    super(parts);
  }

  /**
   * Submits a call of a handler for each request. {@link TaskFutures} waits for the futures, or
   * gives them as they are done; {@link Supervisor#map} suits many requests better, as it reads
   * them lazily.
   *
   * @return futures in the order of the requests
   * @throws IllegalArgumentException as {@link Supervisor#submit(Class, Object)} does; the calls
   *     that were submitted before are cancelled then
   * @throws IllegalStateException after {@link Supervisor#finish}
   */
  public <Q, R> List<TaskFuture<R>> submitAll(
      Class<? extends TaskHandler<Q, R>> handler, Collection<? extends Q> requests) {
    return submitAll(handler, requests, TaskOptions.DEFAULT);
  }

  /** Submits a call for each request as {@link #submitAll(Class, Collection)}, with options. */
  public <Q, R> List<TaskFuture<R>> submitAll(
      Class<? extends TaskHandler<Q, R>> handler,
      Collection<? extends Q> requests,
      TaskOptions options) {
    parts().end().requireOpen();
    return parts().groups().submit(handler, requests, options);
  }

  /**
   * Submits a call for each request as {@link #submitAll(Class, Collection)}, and waits for all.
   *
   * @return futures in the order of the requests, all done: with a result or an exception
   * @throws InterruptedException if this thread is interrupted; the calls are cancelled then
   */
  public <Q, R> List<TaskFuture<R>> invokeAll(
      Class<? extends TaskHandler<Q, R>> handler, Collection<? extends Q> requests)
      throws InterruptedException {
    parts().end().requireOpen();
    return parts().groups().invoke(handler, requests, null);
  }

  /**
   * Waits for all as {@link #invokeAll(Class, Collection)} does, for {@code limit} at most. The
   * calls that have not ended by then are cancelled, and so are their futures.
   */
  public <Q, R> List<TaskFuture<R>> invokeAll(
      Class<? extends TaskHandler<Q, R>> handler, Collection<? extends Q> requests, Duration limit)
      throws InterruptedException {
    parts().end().requireOpen();
    return parts().groups().invoke(handler, requests, limit);
  }
}
