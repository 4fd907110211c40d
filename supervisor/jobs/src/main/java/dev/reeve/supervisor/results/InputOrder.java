package dev.reeve.supervisor.results;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A buffer that passes items on in the order of their places 1, 2, 3, …; items that come early
 * wait. The caller bounds their number by limiting how far places run ahead. Not thread-safe.
 */
final class InputOrder<T> {
  private final Map<Long, T> waiting = new HashMap<>();
  private long next = 1;

  /** Adds the item at {@code place} and passes on all items whose turn has come. */
  void offer(long place, T item, Consumer<T> out) {
    if (place != next) {
      waiting.put(place, item);
      return;
    }
    out.accept(item);
    next++;
    for (T ready = waiting.remove(next); ready != null; ready = waiting.remove(next)) {
      out.accept(ready);
      next++;
    }
  }

  /** Returns whether items wait for the one at {@link #next}. */
  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Returns the place whose turn it is. */
  long next() {
    return next;
  }

  /** Passes on all items that still wait, in order and over gaps, so that none is lost. */
  void releaseAll(Consumer<T> out) {
    for (T left : new TreeMap<>(waiting).values()) {
      out.accept(left);
    }
    waiting.clear();
  }
}
