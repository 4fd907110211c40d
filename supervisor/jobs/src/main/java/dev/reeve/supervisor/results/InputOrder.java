package dev.reeve.supervisor.results;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Lets items through in the order of their places 1, 2, 3, …; those that come early wait. How many
 * wait is for the caller to bound, by not letting the places run too far ahead. Not thread-safe.
 */
final class InputOrder<T> {
  private final Map<Long, T> waiting = new HashMap<>();
  private long next = 1;

  /** Takes the item at {@code place} and passes on all whose turn has come. */
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

  /** Passes on what still waits, in order, past the gaps: at the end nothing may be lost. */
  void releaseAll(Consumer<T> out) {
    for (T left : new TreeMap<>(waiting).values()) {
      out.accept(left);
    }
    waiting.clear();
  }
}
