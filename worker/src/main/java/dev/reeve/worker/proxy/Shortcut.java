package dev.reeve.worker.proxy;

import dev.reeve.protocol.RawJson;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedResult;
import dev.reeve.worker.memory.MappedQueue;
import dev.reeve.worker.shared.SharedObjectException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This process' way to a queue's memory, which it asks for when it has used the queue so often that
 * it pays. Any thread.
 */
final class Shortcut {
  /** Calls of the supervisor before the question: a queue with a few items costs no memory. */
  private static final int WORTH_IT = 64;

  private final SharedCalls calls;
  private final SharedKind kind;
  private final String name;

  /** A lost update by another thread does no harm. */
  private volatile int asked;

  private volatile @Nullable DirectQueue direct;

  Shortcut(SharedCalls calls, SharedKind kind, String name) {
    this.calls = calls;
    this.kind = kind;
    this.name = name;
  }

  /** Puts in the first ones that there is room for; if none, the supervisor is to be asked. */
  int put(List<RawJson> items) {
    DirectQueue queue = find();
    return queue == null ? 0 : queue.put(items);
  }

  /** As {@link #put}, and looks for a while whether there is room. */
  int putPatiently(List<RawJson> items) {
    DirectQueue queue = find();
    return queue == null || isInterrupted() ? 0 : queue.putPatiently(items);
  }

  /** Takes out so many at most; if there is nothing, the supervisor is to be asked. */
  List<RawJson> take(int most) {
    DirectQueue queue = find();
    return queue == null || most < 1 ? List.of() : queue.take(most);
  }

  /** As {@link #take}, and looks for a while whether there is something. */
  List<RawJson> takePatiently(int most) {
    DirectQueue queue = find();
    return queue == null || most < 1 || isInterrupted() ? List.of() : queue.takePatiently(most);
  }

  /** How many items there are; {@link DirectQueue#UNKNOWN} if the supervisor is to be asked. */
  int size() {
    DirectQueue queue = find();
    return queue == null ? DirectQueue.UNKNOWN : queue.size();
  }

  /** Such calls end with an exception, which is the same for all. */
  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }

  private @Nullable DirectQueue find() {
    DirectQueue found = direct;
    if (found == null) {
      missed();
    } else if (found.isGone()) { // there may be another one with this name
      asked = 0;
      direct = null;
    }
    return direct;
  }

  private void missed() {
    int count = asked + 1;
    asked = count;
    if (count == WORTH_IT && kind == SharedKind.QUEUE) {
      connect();
    }
  }

  private synchronized void connect() {
    try {
      SharedResult place = calls.now(SharedCall.of(kind, name, SharedOperation.DIRECT));
      if (place.done()) {
        Path path = Path.of(new SharedValues<>(String.class).read(place.value()));
        direct = new DirectQueue(MappedQueue.open(path), (int) place.number());
      }
    } catch (ClosedByInterruptException e) {
      asked = 0; // it will do another time
    } catch (IOException | IllegalArgumentException | SharedObjectException e) {
      // it has been discarded just now, or memory can't be had: the supervisor does as well
    }
  }
}
