package dev.reeve.supervisor;

import dev.reeve.worker.TaskHandler;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** The maps of a pool: calls of one handler for each element of an input. Thread-safe. */
final class MapCalls {
  private final CallSubmitter calls;
  private final PoolSize size;
  private final Runnable gate;
  private final Executor callbacks;
  private final Set<MapInputThread> reading = ConcurrentHashMap.newKeySet();

  /**
   * @param gate throws if no more tasks may be submitted
   * @param callbacks takes results for futures
   */
  MapCalls(CallSubmitter calls, PoolSize size, Runnable gate, Executor callbacks) {
    this.calls = calls;
    this.size = size;
    this.gate = gate;
    this.callbacks = callbacks;
  }

  <Q, R> ResultStream<R> start(
      Class<? extends TaskHandler<Q, R>> handler,
      Iterable<? extends Q> requests,
      MapOptions options) {
    MapOptions reading =
        requests instanceof Collection ? options.withInputReadByCaller() : options; // never waits
    return start(handler, requests.iterator(), () -> {}, reading);
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
    ReadAhead lookAhead = options.lookAhead(size.workers());
    if (options.inputReadByCaller()) {
      return new ResultStream<>(
          new MapReading.InCaller(input), window, calls.reader(handler), lookAhead, callbacks);
    }
    MapInputThread thread = new MapInputThread(input, reading);
    ResultStream<R> results =
        new ResultStream<>(thread, window, calls.reader(handler), lookAhead, callbacks);
    thread.endWhenDropped(results);
    return results;
  }

  /** Ends the reading of all inputs. Must be called when no more tasks may be submitted. */
  void end() {
    for (MapInputThread thread : reading) {
      thread.abandon(new IllegalStateException("the supervisor has finished"));
    }
  }
}
