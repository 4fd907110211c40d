package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys with values, in the order in which the keys were put first. Each entry has a number that
 * only grows, so a reader who comes in several steps can go on where it stopped, whatever is put
 * and removed meanwhile.
 */
final class OrderedEntries {
  /** Removed entries that are kept before it pays to copy the others. */
  private static final int FEW = 16;

  private final Map<Json, Entry> byKey = new HashMap<>();

  /** The entries by their numbers, with some that have been removed. */
  private final List<Entry> inOrder = new ArrayList<>();

  private long nextNumber;

  /** A key and its value. */
  static final class Entry {
    private final long number;
    private final Json key;
    private Json value;
    private boolean isRemoved;

    Entry(long number, Json key, Json value) {
      this.number = number;
      this.key = key;
      this.value = value;
    }

    Json key() {
      return key;
    }

    Json value() {
      return value;
    }
  }

  /** Returns the value of a key; null if there is none. */
  @Nullable Json get(Json key) {
    Entry found = byKey.get(key);
    return found == null ? null : found.value;
  }

  /** Puts a value; returns the one before, or null. A key that was there keeps its place. */
  @Nullable Json put(Json key, Json value) {
    Entry found = byKey.get(key);
    if (found == null) {
      Entry made = new Entry(nextNumber++, key, value);
      byKey.put(key, made);
      inOrder.add(made);
      return null;
    }
    Json before = found.value;
    found.value = value;
    return before;
  }

  /** Removes a key; returns its value, or null. */
  @Nullable Json remove(Json key) {
    Entry removed = byKey.remove(key);
    if (removed == null) {
      return null;
    }
    Json value = removed.value;
    removed.isRemoved = true;
    dropRemoved();
    return value;
  }

  /** Drops removed entries once they are as many as the others, so that a removal costs little. */
  private void dropRemoved() {
    if (inOrder.size() > 2 * byKey.size() + FEW) {
      inOrder.removeIf(entry -> entry.isRemoved);
    }
  }

  void clear() {
    byKey.clear();
    inOrder.clear();
  }

  int size() {
    return byKey.size();
  }

  void forEach(Consumer<Entry> action) {
    for (Entry entry : inOrder) {
      if (!entry.isRemoved) {
        action.accept(entry);
      }
    }
  }

  /**
   * Fills a piece with the entries whose numbers are {@code from} or higher.
   *
   * @param form the values of an entry in the piece
   */
  SharedResult piece(long from, Function<Entry, List<Json>> form, Piece piece)
      throws RefusedException {
    long next = from;
    for (Entry entry : inOrder.subList(indexFrom(from), inOrder.size())) {
      if (!entry.isRemoved && !piece.add(form.apply(entry))) {
        break;
      }
      next = entry.number + 1;
    }
    return piece.result(next);
  }

  /** Searches by halves; removed entries have their numbers, too. */
  private int indexFrom(long number) {
    int low = 0;
    int high = inOrder.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (inOrder.get(middle).number < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
