package dev.reeve.supervisor;

import dev.reeve.worker.TaskHandler;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The maps of a pool: calls of one handler for each element of an input. Thread-safe. */
final class MapCalls {
  private final CallSubmitter calls;
  private final PoolSize size;
  private final Runnable gate;
  private final MapFutures futures;
  private final Set<MapInputThread> reading = ConcurrentHashMap.newKeySet();

  /**
   * @param gate throws if no more tasks may be submitted
   * @param futures counts futures of all results
   */
  MapCalls(CallSubmitter calls, PoolSize size, Runnable gate, MapFutures futures) {
    this.calls = calls;
    this.size = size;
    this.gate = gate;
    this.futures = futures;
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
    ResultStream.Target<Q> target = calls.target(handler, options.task(), this::requireOpen);
    MapInput<Q> input = new MapInput<>(requests, closer, target, window);
    ReadAhead lookAhead = options.lookAhead(size.workers());
    if (options.inputReadByCaller()) {
      return new ResultStream<>(
          new MapReading.InCaller(input), window, calls.reader(handler), lookAhead, futures);
    }
    MapInputThread thread = new MapInputThread(input, reading);
    ResultStream<R> results =
        new ResultStream<>(thread, window, calls.reader(handler), lookAhead, futures);
    thread.endWhenDropped(results);
    return results;
  }

  /**
   * Checks that tasks may be submitted. All maps may do so as long as the pool's end waits for a
   * future, because the input of that one may be another map.
   */
  private void requireOpen() {
    if (futures.count() == 0) {
      gate.run();
    }
  }

  MapFutures futures() {
    return futures;
  }

  /** Ends the reading of all inputs. Must be called when no more tasks may be submitted. */
  void end() {
    for (MapInputThread thread : reading) {
      thread.abandon(new IllegalStateException("the supervisor has finished"));
    }
  }
}
