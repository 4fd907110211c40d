package dev.reeve.supervisor;

import dev.reeve.worker.TaskHandler;
import java.util.Iterator;
import java.util.stream.Stream;

/** The maps of a pool: calls of one handler for each element of an input. Thread-safe. */
final class MapCalls {
  private final CallSubmitter calls;
  private final PoolSize size;
  private final Runnable gate;

  /**
   * @param gate throws if no more tasks may be submitted
   */
  MapCalls(CallSubmitter calls, PoolSize size, Runnable gate) {
    this.calls = calls;
    this.size = size;
    this.gate = gate;
  }

  <Q, R> ResultStream<R> start(
      Class<? extends TaskHandler<Q, R>> handler,
      Iterable<? extends Q> requests,
      MapOptions options) {
    return start(handler, requests.iterator(), () -> {}, options);
  }

  <Q, R> ResultStream<R> start(
      Class<? extends TaskHandler<Q, R>> handler,
      Stream<? extends Q> requests,
      MapOptions options) {
    return start(handler, requests.iterator(), requests, options);
  }

  private <Q, R> ResultStream<R> start(
      Class<? extends TaskHandler<Q, R>> handler,
      Iterator<? extends Q> requests,
      AutoCloseable closer,
      MapOptions options) {
    MapWindow window = new MapWindow(options.ordered());
    MapInput<Q> input =
        new MapInput<>(requests, closer, calls.target(handler, options.task(), gate), window);
    return new ResultStream<>(
        input, window, calls.reader(handler), options.lookAhead(size.workers()));
  }
}
