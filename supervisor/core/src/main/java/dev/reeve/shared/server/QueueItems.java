package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedKind;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The ordered values of a queue. The caller charges a value to the budget before it adds it;
 * implementations give the space back when they remove the value.
 */
interface QueueItems {

  /** Adds a value. In a priority queue the lowest {@code rank} comes first. */
  void add(Json value, long rank);

  /** Adds a value before all others. */
  void addFirst(Json value);

  /**
   * Returns the next value without removing it; null if there is none.
   *
   * @throws RefusedException if the value cannot be read; the caller must remove it
   */
  @Nullable Json peek() throws RefusedException;

  /** Removes the value that {@link #peek} returns. */
  void remove();

  /** Removes all values and returns how many there were. */
  int clear();

  int size();

  /** Returns the empty items of a queue of this kind. */
  static QueueItems of(SharedKind kind, MemoryBudget budget) {
    return switch (kind) {
      case PRIORITY_QUEUE -> new Ranked(budget);
      default -> new Unranked(kind == SharedKind.STACK, budget);
    };
  }

  /** Values in the order of a queue, first in, first out, or of a stack, last in, first out. */
  final class Unranked implements QueueItems {
    private final ArrayDeque<Json> values = new ArrayDeque<>(); // the next one is the first
    private final boolean isStack;
    private final MemoryBudget budget;

    Unranked(boolean isStack, MemoryBudget budget) {
      this.isStack = isStack;
      this.budget = budget;
    }

    @Override
    public void add(Json value, long rank) {
      if (isStack) {
        values.addFirst(value);
      } else {
        values.addLast(value);
      }
    }

    @Override
    public void addFirst(Json value) {
      values.addFirst(value);
    }

    @Override
    public @Nullable Json peek() {
      return values.peekFirst();
    }

    @Override
    public void remove() {
      budget.giveBack(values.removeFirst());
    }

    @Override
    public int clear() {
      int count = values.size();
      values.forEach(budget::giveBack);
      values.clear();
      return count;
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  /** Values in the order of their ranks, lowest first; equal ranks are first in, first out. */
  final class Ranked implements QueueItems {
    private final PriorityQueue<Item> values =
        new PriorityQueue<>(Comparator.comparingLong(Item::rank).thenComparingLong(Item::order));
    private final MemoryBudget budget;
    private long order;
    private long firstOrder;

    private record Item(Json value, long rank, long order) {}

    Ranked(MemoryBudget budget) {
      this.budget = budget;
    }

    @Override
    public void add(Json value, long rank) {
      values.add(new Item(value, rank, order++));
    }

    @Override
    public void addFirst(Json value) {
      values.add(new Item(value, Long.MIN_VALUE, --firstOrder));
    }

    @Override
    public @Nullable Json peek() {
      Item item = values.peek();
      return item == null ? null : item.value;
    }

    @Override
    public void remove() {
      budget.giveBack(values.remove().value);
    }

    @Override
    public int clear() {
      int count = values.size();
      values.forEach(item -> budget.giveBack(item.value));
      values.clear();
      return count;
    }

    @Override
    public int size() {
      return values.size();
    }
  }
}
