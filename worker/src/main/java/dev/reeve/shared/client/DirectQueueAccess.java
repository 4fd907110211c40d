package dev.reeve.shared.client;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedKind;
import dev.reeve.shared.memory.MappedQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Direct access to the items of a queue. What it can't do, the supervisor must be called for. */
final class DirectQueueAccess extends DirectAccess<DirectQueue> {

  DirectQueueAccess(SharedCalls calls, SharedKind kind, String name) {
    super(calls, kind, name);
  }

  @Override
  boolean isPossible(SharedKind kind) {
    return kind == SharedKind.QUEUE;
  }

  @Override
  DirectQueue open(Path path, int seat) throws IOException {
    return new DirectQueue(MappedQueue.open(path), seat);
  }

  @Override
  boolean hasEnded(DirectQueue queue) {
    return queue.hasEnded();
  }

  /** Puts the first items for which there is room; returns their number. */
  int put(List<Json> items) {
    DirectQueue queue = memoryOrCount();
    return queue == null ? 0 : queue.put(items);
  }

  /** Puts as {@link #put} does, but spins for a while if there is no room. */
  int putOrSpin(List<Json> items) {
    DirectQueue queue = memoryOrCount();
    return queue == null || isInterrupted() ? 0 : queue.putOrSpin(items);
  }

  /** Takes the oldest items, at most this many. */
  List<Json> take(int most) {
    DirectQueue queue = memoryOrCount();
    return queue == null || most < 1 ? List.of() : queue.take(most);
  }

  /** Takes as {@link #take} does, but spins for a while if there is no item. */
  List<Json> takeOrSpin(int most) {
    DirectQueue queue = memoryOrCount();
    return queue == null || most < 1 || isInterrupted() ? List.of() : queue.takeOrSpin(most);
  }

  /** Returns the oldest item, which stays; null if there is none here. */
  @Nullable Json peek() {
    DirectQueue queue = memoryOrCount();
    return queue == null ? null : queue.peek();
  }

  /** Returns the number of items; {@link DirectQueue#UNKNOWN} if only the supervisor knows. */
  int size() {
    DirectQueue queue = memory();
    return queue == null ? DirectQueue.UNKNOWN : queue.size();
  }

  /** Leaves calls of an interrupted thread to the supervisor's side, which throws for all alike. */
  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }
}
