package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedKind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The values in a queue, and which of them is the next. They are charged to the budget when they
 * come, and given back to it from here when they go.
 */
interface QueueItems {

  /** Puts a value in; the lowest {@code rank} comes first, where ranks count. */
  void add(Json value, long rank);

  /**
   * The next, which stays; null if there is none.
   *
   * @throws RefusedException if it can't be read: then it is to be removed
   */
  @Nullable Json peek() throws RefusedException;

  /** Takes out the one that {@link #peek} gave. */
  void remove();

  /** Takes out all of them; returns how many there were. */
  int clear();

  int size();

  /** Those of a queue of this kind. */
  static QueueItems of(SharedKind kind, MemoryBudget budget) {
    return switch (kind) {
      case STACK -> new Lifo(budget);
      case PRIORITY_QUEUE -> new Ranked(budget);
      default -> new Fifo(budget);
    };
  }

  /** Gives all of them back. */
  private static int clear(Collection<Json> values, MemoryBudget budget) {
    int count = values.size();
    values.forEach(budget::giveBack);
    values.clear();
    return count;
  }

  /** First in, first out. */
  final class Fifo implements QueueItems {
    private final ArrayDeque<Json> values = new ArrayDeque<>();
    private final MemoryBudget budget;

    Fifo(MemoryBudget budget) {
      this.budget = budget;
    }

    @Override
    public void add(Json value, long rank) {
      values.addLast(value);
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
      return QueueItems.clear(values, budget);
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  /** Last in, first out. */
  final class Lifo implements QueueItems {
    private final ArrayDeque<Json> values = new ArrayDeque<>();
    private final MemoryBudget budget;

    Lifo(MemoryBudget budget) {
      this.budget = budget;
    }

    @Override
    public void add(Json value, long rank) {
      values.addLast(value);
    }

    @Override
    public @Nullable Json peek() {
      return values.peekLast();
    }

    @Override
    public void remove() {
      budget.giveBack(values.removeLast());
    }

    @Override
    public int clear() {
      return QueueItems.clear(values, budget);
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  /** Lowest rank first; of the same rank, first in, first out. */
  final class Ranked implements QueueItems {
    private final PriorityQueue<Item> values =
        new PriorityQueue<>(Comparator.comparingLong(Item::rank).thenComparingLong(Item::order));
    private final MemoryBudget budget;
    private long order;

    private record Item(Json value, long rank, long order) {}

    Ranked(MemoryBudget budget) {
      this.budget = budget;
    }

    @Override
    public void add(Json value, long rank) {
      values.add(new Item(value, rank, order++));
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
