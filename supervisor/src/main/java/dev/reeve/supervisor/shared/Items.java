package dev.reeve.supervisor.shared;

import dev.reeve.protocol.RawJson;
import dev.reeve.protocol.SharedKind;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The values in a queue, and which of them is the next. */
interface Items {

  /** Puts a value in; the lowest {@code rank} comes first, where ranks count. */
  void add(RawJson value, long rank);

  /** The next, which stays; null if there is none. */
  @Nullable RawJson peek();

  /** Takes out the next; null if there is none. */
  @Nullable RawJson poll();

  int size();

  /** Those of a queue of this kind. */
  static Items of(SharedKind kind) {
    return switch (kind) {
      case STACK -> new Lifo();
      case PRIORITY_QUEUE -> new Ranked();
      default -> new Fifo();
    };
  }

  /** First in, first out. */
  final class Fifo implements Items {
    private final ArrayDeque<RawJson> values = new ArrayDeque<>();

    @Override
    public void add(RawJson value, long rank) {
      values.addLast(value);
    }

    @Override
    public @Nullable RawJson peek() {
      return values.peekFirst();
    }

    @Override
    public @Nullable RawJson poll() {
      return values.pollFirst();
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  /** Last in, first out. */
  final class Lifo implements Items {
    private final ArrayDeque<RawJson> values = new ArrayDeque<>();

    @Override
    public void add(RawJson value, long rank) {
      values.addLast(value);
    }

    @Override
    public @Nullable RawJson peek() {
      return values.peekLast();
    }

    @Override
    public @Nullable RawJson poll() {
      return values.pollLast();
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  /** Lowest rank first; of the same rank, first in, first out. */
  final class Ranked implements Items {
    private final PriorityQueue<Item> values =
        new PriorityQueue<>(Comparator.comparingLong(Item::rank).thenComparingLong(Item::order));
    private long order;

    private record Item(RawJson value, long rank, long order) {}

    @Override
    public void add(RawJson value, long rank) {
      values.add(new Item(value, rank, order++));
    }

    @Override
    public @Nullable RawJson peek() {
      Item item = values.peek();
      return item == null ? null : item.value;
    }

    @Override
    public @Nullable RawJson poll() {
      Item item = values.poll();
      return item == null ? null : item.value;
    }

    @Override
    public int size() {
      return values.size();
    }
  }
}
