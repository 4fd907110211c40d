package dev.reeve.shared.client;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedCallList;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.SharedSource;
import dev.reeve.shared.Taken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Takes values from one of several queues and ends of pipes. Any thread. */
final class Selections {
  private final SharedCalls calls;

  Selections(SharedCalls calls) {
    this.calls = calls;
  }

  /** Sends a call, which may wait. */
  interface Sending {
    SharedResult send(SharedCall call) throws InterruptedException;
  }

  /** Takes a value; null if the call was not done. */
  <T> @Nullable Taken<T> take(
      Collection<? extends SharedSource<? extends T>> sources, Sending sending)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    List<Takeable<? extends T>> shuffled = shuffled(sources);
    Taken<T> taken = takeDirectly(shuffled);
    if (taken != null) {
      return taken;
    }
    SharedResult result = sending.send(call(shuffled));
    return result.done() ? read(shuffled.get((int) result.number()), result.value()) : null;
  }

  /** The first that has a value gives it, so the order is left to chance. */
  private <T> List<Takeable<? extends T>> shuffled(
      Collection<? extends SharedSource<? extends T>> sources) {
    List<Takeable<? extends T>> all = new ArrayList<>(sources.size());
    for (SharedSource<? extends T> source : sources) {
      all.add(require(source));
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is no queue or pipe to take from");
    }
    Collections.shuffle(all, ThreadLocalRandom.current());
    return all;
  }

  private <T> Takeable<T> require(SharedSource<T> source) {
    if (source instanceof Takeable<T> takeable && takeable.usesCalls(calls)) {
      return takeable;
    }
    throw new IllegalArgumentException(source + " does not belong to these shared objects");
  }

  private static <T> @Nullable Taken<T> takeDirectly(List<Takeable<? extends T>> sources) {
    for (Takeable<? extends T> source : sources) {
      Json item = source.takeDirectly();
      if (item != null) {
        return read(source, item);
      }
    }
    return null;
  }

  private static <T> Taken<T> read(Takeable<? extends T> source, @Nullable Json item) {
    return new Taken<>(source, source.readTaken(item));
  }

  private static SharedCall call(List<? extends Takeable<?>> sources) {
    List<SharedCall> takes = new ArrayList<>(sources.size());
    for (Takeable<?> source : sources) {
      takes.add(source.takeCall());
    }
    SharedCall first = takes.get(0);
    return SharedCall.of(first.kind(), first.name(), SharedOperation.TAKE_ANY)
        .value(SharedCallList.write(takes));
  }
}
