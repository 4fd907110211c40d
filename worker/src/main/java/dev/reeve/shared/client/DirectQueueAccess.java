package dev.reeve.shared.client;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedKind;
import dev.reeve.shared.memory.MappedQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The way to a queue's items; what it does not do, the supervisor is to be asked for. */
final class DirectQueueAccess extends DirectAccess<DirectQueue> {

  DirectQueueAccess(SharedCalls calls, SharedKind kind, String name) {
    super(calls, kind, name);
  }

  @Override
  boolean exists(SharedKind kind) {
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

  /** Puts in the first ones that there is room for; returns how many. */
  int put(List<Json> items) {
    DirectQueue queue = find();
    return queue == null ? 0 : queue.put(items);
  }

  /** As {@link #put}, and looks for a while whether there is room. */
  int putPatiently(List<Json> items) {
    DirectQueue queue = find();
    return queue == null || isInterrupted() ? 0 : queue.putPatiently(items);
  }

  /** Takes out so many at most. */
  List<Json> take(int most) {
    DirectQueue queue = find();
    return queue == null || most < 1 ? List.of() : queue.take(most);
  }

  /** As {@link #take}, and looks for a while whether there is something. */
  List<Json> takePatiently(int most) {
    DirectQueue queue = find();
    return queue == null || most < 1 || isInterrupted() ? List.of() : queue.takePatiently(most);
  }

  /** How many items there are; {@link DirectQueue#UNKNOWN} if only the supervisor can tell. */
  int size() {
    DirectQueue queue = found();
    return queue == null ? DirectQueue.UNKNOWN : queue.size();
  }

  /** Such calls end with an exception, which is the same for all. */
  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }
}
